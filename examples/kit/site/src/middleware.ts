/** Headers that hold for every answer, and what is answered while the API gives none. */

import { defineMiddleware } from "astro:middleware";
import { ProblemError, Unreachable } from "hospital-content";

import { headersOf } from "./policy";

export const onRequest = defineMiddleware(async (context, next) => {
  const response = await whole(next).catch(async (error: unknown) => {
    if (!isFailureOfTheApi(error)) throw error;
    console.error(`${context.url.pathname}: ${String(error)}`);
    return unavailable(await context.rewrite("/500"), error);
  });
  for (const [name, value] of Object.entries(headersOf(context.url.pathname))) response.headers.set(name, value);
  return response;
});

/** Drawn to its end before anything is sent: what fails at the foot of a page is no half of a page. */
async function whole(next: () => Promise<Response>): Promise<Response> {
  const response = await next();
  return response.body ? new Response(await response.arrayBuffer(), response) : response;
}

const isFailureOfTheApi = (error: unknown): error is Unreachable | ProblemError =>
  error instanceof Unreachable || (error instanceof ProblemError && (error.status >= 500 || error.status === 429));

function unavailable(page: Response, error: Unreachable | ProblemError): Response {
  const wait = (error instanceof ProblemError && error.retryAfter) || 30;
  return new Response(page.body, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Retry-After": String(Math.ceil(wait)) } });
}
