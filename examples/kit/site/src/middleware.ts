/** Headers that hold for every answer. Nothing inline is allowed, and nothing from elsewhere but pictures. */

import { defineMiddleware } from "astro:middleware";

import { MEDIA_HOSTS, PUBLIC_API } from "./settings";

export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' data: ${PUBLIC_API} ${MEDIA_HOSTS}`.trim(),
  `connect-src 'self' ${PUBLIC_API}`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  // In development Vite writes scripts and styles into the page.
  if (!import.meta.env.DEV) response.headers.set("Content-Security-Policy", POLICY);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  // A page that is withdrawn must not stay anywhere: caches ask each time, and the API answers in a millisecond.
  response.headers.set("Cache-Control", "no-cache");
  return response;
});
