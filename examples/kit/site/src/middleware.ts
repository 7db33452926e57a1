/** Headers that hold for every answer. */

import { defineMiddleware } from "astro:middleware";

import { FRAMES, POLICY } from "./policy";

export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  // In development Vite writes scripts and styles into the page.
  if (!import.meta.env.DEV) response.headers.set("Content-Security-Policy", `${POLICY}; ${FRAMES}`);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  // A page that is withdrawn must not stay anywhere: caches ask each time, and the API answers in a millisecond.
  response.headers.set("Cache-Control", "no-cache");
  return response;
});
