/** Headers of every answer; the content security policy: nothing inline, and nothing from elsewhere but pictures. */

import { ADMIN, MEDIA_HOSTS, PUBLIC_API } from "./settings";

/** Shows drafts, in the admin's preview pane. */
export const PREVIEW = "/preview/";

/** Also as an element, where pages are files. */
export const POLICY = policy();

/** Wagtail's user bar, its checks of the content, and files of drafts come from the admin; the bar has styles inline. */
const POLICY_OF_PREVIEWS = policy({ from: ADMIN, styles: "'unsafe-inline'" });

/** Who may show pages in a frame: only a header can say it. */
const FRAMES = `frame-ancestors ${ADMIN || "'none'"}`;

function policy({ from = "", styles = "" } = {}): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${from}`,
    `style-src 'self' ${styles} ${from}`,
    `font-src ${from || "'none'"}`,
    `img-src 'self' data: ${PUBLIC_API} ${MEDIA_HOSTS} ${from}`,
    `connect-src 'self' ${PUBLIC_API} ${from}`,
    "form-action 'self'",
    "base-uri 'none'",
  ].map((part) => part.trim().replace(/ +/g, " ")).join("; ");
}

export function headersOf(path: string): Record<string, string> {
  const isPreview = path.replace(/\/?$/, "/") === PREVIEW && ADMIN !== "";
  return {
    // In development Vite writes scripts and styles into the page.
    ...(!import.meta.env.DEV && { "Content-Security-Policy": `${isPreview ? POLICY_OF_PREVIEWS : POLICY}; ${FRAMES}` }),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": isPreview ? "no-referrer" : "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    // A page that is withdrawn must not stay anywhere: caches ask each time, and the API answers in a millisecond.
    "Cache-Control": isPreview ? "private, no-store" : "no-cache",
  };
}
