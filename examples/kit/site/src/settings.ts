/** What the environment says. */

const environment = process.env;

/** Of the API, as this server reaches it. */
export const API = (environment["API"] ?? "http://localhost:8000").replace(/\/+$/, "");
/** Of the API, as browsers reach it: for suggestions, and pictures in development. */
export const PUBLIC_API = (environment["PUBLIC_API"] ?? API).replace(/\/+$/, "");
/** Of hosts that pictures come from, separated by spaces; those of the API are allowed anyway. */
export const MEDIA_HOSTS = environment["MEDIA_HOSTS"] ?? "";
/** Set where pages are written as files: searching is then done in the browser. */
export const IS_STATIC = environment["STATIC"] === "1";
