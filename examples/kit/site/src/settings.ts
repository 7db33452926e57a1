/** What the environment says. */

const environment = process.env;

/** Of the API, as this server reaches it. */
export const API = (environment["API"] ?? "http://localhost:8000").replace(/\/+$/, "");
/** Of the API, as browsers reach it: for suggestions, and pictures in development. */
export const PUBLIC_API = (environment["PUBLIC_API"] ?? API).replace(/\/+$/, "");
/** Of hosts that pictures come from, separated by spaces; those of the API are allowed anyway. */
export const MEDIA_HOSTS = environment["MEDIA_HOSTS"] ?? "";
/** Origin of the admin, which may show pages in its preview pane. Empty: nobody may put them into a frame. */
export const ADMIN = originOf("ADMIN");
/** Set where pages are written as files: searching is then done in the browser. */
export const IS_STATIC = environment["STATIC"] === "1";

function originOf(name: string): string {
  const address = environment[name];
  if (!address) return "";
  if (!/^https?:\/\/./.test(address) || !URL.canParse(address)) throw new Error(`${name} must be an address such as https://cms.hospital.example, not “${address}”.`);
  return new URL(address).origin;
}
