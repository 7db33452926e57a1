// A form that is larger than the server takes is not sent: what was typed stays where it is.
(() => {
    const { most, fields: mostFields, words } = document.currentScript.dataset;

    const sizeOf = (value) => (typeof value === "string" ? new Blob([value]).size : 0);

    function complaintAbout(data) {
        const entries = [...data.entries()];
        const size = entries.reduce((sum, [name, value]) => sum + sizeOf(name) + sizeOf(value), 0);
        if (size <= Number(most) && entries.length <= Number(mostFields)) return "";
        const inMegabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
        const named = { size: inMegabytes(size), fields: entries.length, most: inMegabytes(Number(most)), mostFields };
        return words.replace(/\{(\w+)\}/g, (_, name) => named[name]);
    }

    document.addEventListener(
        "submit",
        (event) => {
            const complaint = complaintAbout(new FormData(event.target, event.submitter));
            if (!complaint) return;
            event.preventDefault();
            event.stopImmediatePropagation();
            document.dispatchEvent(
                new CustomEvent("w-messages:add", { detail: { text: complaint, type: "error", clear: true } }),
            );
            window.scrollTo(0, 0);
        },
        true,
    );
})();
