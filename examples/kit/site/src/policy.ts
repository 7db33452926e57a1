/** The content security policy: nothing inline, and nothing from elsewhere but pictures. */

import { ADMIN, MEDIA_HOSTS, PUBLIC_API } from "./settings";

/** Also as an element, where pages are files. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' data: ${PUBLIC_API} ${MEDIA_HOSTS}`.trim(),
  `connect-src 'self' ${PUBLIC_API}`,
  "form-action 'self'",
  "base-uri 'none'",
].join("; ");

/** Who may show pages in a frame: only a header can say it. */
export const FRAMES = `frame-ancestors ${ADMIN || "'none'"}`;
