// The admin lays itself out after the browser went to the chapter: go there once more.
window.addEventListener("load", () => {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
});
