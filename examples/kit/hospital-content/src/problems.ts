/** Errors: every problem document of the API as a class of its own. */

import type { Schemas } from "./contract.js";

type Problem = Schemas["Problem"];

/** The API answered with a problem. `problem` is null where something between here and the API answered. */
export class ProblemError<P extends Problem = Problem> extends Error {
  override readonly name: string = "ProblemError";

  constructor(
    readonly status: number,
    readonly problem: P | null,
    readonly url: string,
    /** Seconds to wait before asking again; null where the answer says nothing. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem ? `${problem.detail} (${status} of ${url})` : `${status} of ${url}`);
  }
}

/** 400: a parameter is wrong; `problem.errors` names each, with what is allowed. */
export class WrongParameter extends ProblemError {
  override readonly name = "WrongParameter";
}

/** 404: there never was such a thing. Of a path, `problem.suggestions` may help. */
export class NotFound extends ProblemError<Problem & Partial<Schemas["UnknownPathProblem"]>> {
  override readonly name = "NotFound";
}

/** 409 of the feed: the hospital's database was restored. Begin again from nothing. */
export class FeedExpired extends ProblemError {
  override readonly name = "FeedExpired";
}

/** 410: it was public and is not any more. Remove copies of it; `problem` says why, and what to show instead. */
export class Gone extends ProblemError<Schemas["GoneProblem"]> {
  override readonly name = "Gone";
}

/** 429: asked more than is allowed, also after waiting. */
export class TooManyRequests extends ProblemError<Schemas["QuotaProblem"]> {
  override readonly name = "TooManyRequests";
}

/** No answer at all. `cause` is what `fetch` said. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";

  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`No answer from ${url}`, { cause });
  }
}

const KINDS: Record<number, new (...given: ConstructorParameters<typeof ProblemError<never>>) => ProblemError> = {
  400: WrongParameter,
  404: NotFound,
  409: FeedExpired,
  410: Gone,
  429: TooManyRequests,
};

export function problemOf(response: Response, body: unknown): ProblemError {
  const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;
  const Kind = (isProblem && KINDS[response.status]) || ProblemError;
  return new Kind(response.status, (isProblem ? body : null) as never, response.url, secondsToWait(response.headers));
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
export function secondsToWait(headers: Headers, now: number = Date.now()): number | null {
  const said = headers.get("Retry-After")?.trim();
  if (!said) return null;
  if (/^\d+$/.test(said)) return Number(said);
  const date = Date.parse(said);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}
