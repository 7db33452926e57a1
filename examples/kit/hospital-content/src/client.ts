/** Typed reads: whole answers or errors, ETags, waiting where the API asks for it. */

import type { KeptAnswer, KeptAnswers } from "./answers.js";
import type {
  Address,
  Asked,
  Body,
  Collection,
  DocumentOf,
  ItemOf,
  ListName,
  ListOf,
  MediaType,
  OverviewName,
  OverviewOf,
  Preview,
  Query,
} from "./contract.js";
import { problemOf, ProblemError, secondsToWait, Unreachable } from "./problems.js";

export interface ClientOptions {
  /** Of the API, without `/api/v1`: `https://content.hospital.example`. */
  base: string;
  /** Keeps answers and sends their ETags back. Leave it out in browsers, which do so by themselves. */
  answers?: KeptAnswers;
  /** How often to ask again after 429, 503 or no answer. */
  retries?: number;
  /** Seconds: where the API asks to wait longer, the error is thrown at once, with `retryAfter`. */
  longestWait?: number;
  /** Seconds for which a kept answer is given while the API fails. What was withdrawn meanwhile is not known then. */
  staleIfError?: number;
  /** Seconds for an answer, whole; what takes longer counts as no answer. */
  timeout?: number;
  headers?: Record<string, string>;
  fetch?: typeof fetch;
  signal?: AbortSignal;
}

export interface ReadOptions<M extends MediaType = "application/json"> {
  media?: M;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** False: neither looked for among the kept answers nor kept. */
  keep?: boolean;
}

const WAIT_FOR = new Set([429, 503]);
const DAY = 86_400;

export class Client {
  readonly base: string;

  constructor(private readonly options: ClientOptions) {
    this.base = options.base.replace(/\/+$/, "");
  }

  /** What an address of the contract answers. Throws a ProblemError, or Unreachable. */
  async get<A extends Address, M extends MediaType = "application/json">(
    address: A,
    asked?: Asked<A>,
    options?: ReadOptions<M>,
  ): Promise<Body<A, M>> {
    const { path, query } = (asked ?? {}) as { path?: Record<string, string | number>; query?: Record<string, unknown> };
    return this.read<Body<A, M>>(filled(address, path) + encoded(query), options);
  }

  /** What an address that the API gave answers, such as `next` of a list; whole or a path. */
  async read<T>(url: string, options: ReadOptions<MediaType> = {}): Promise<T> {
    const whole = url.startsWith("/") ? this.base + url : url;
    const key = `${options.media ?? "application/json"} ${whole}`;
    const answers = options.keep === false ? undefined : this.options.answers;
    const kept = await answers?.get(key);
    try {
      return (await this.fresh(whole, { key, kept, answers, options })) as T;
    } catch (error) {
      if (kept && isFailure(error) && this.holds(kept)) return kept.body as T;
      if (error instanceof ProblemError && [404, 410].includes(error.status)) await answers?.delete(key);
      throw error;
    }
  }

  document<N extends Collection>(name: N, slug: string, query?: Query<`/api/v1/${N}/{slug}/` & Address>): Promise<DocumentOf<N>> {
    return this.read(`/api/v1/${name}/${encodeURIComponent(slug)}/${encoded(query)}`);
  }

  /** A page of a list: its items, how many there are, the addresses of the pages beside it. */
  page<N extends ListName>(name: N, query?: Query<`/api/v1/${N}/` & Address>): Promise<ListOf<N>> {
    return this.read(`/api/v1/${name}/${encoded(query)}`);
  }

  /** Every item of a list, page by page. */
  async *list<N extends ListName>(name: N, query?: Query<`/api/v1/${N}/` & Address>): AsyncGenerator<ItemOf<N>> {
    type Page = { results: ItemOf<N>[]; next: string | null };
    let page = (await this.page(name, { limit: 100, ...query } as typeof query)) as unknown as Page;
    while (true) {
      yield* page.results;
      if (page.next === null) return;
      page = await this.read<Page>(page.next);
    }
  }

  /** All that a page about a specialty, condition, clinician or place shows. */
  overview<N extends OverviewName>(name: N, slug: string, query?: Query<`/api/v1/${N}/{slug}/overview/` & Address>): Promise<OverviewOf<N>> {
    return this.read(`/api/v1/${name}/${encodeURIComponent(slug)}/overview/${encoded(query)}`);
  }

  /** What a path of your site means: a page, or where it moved. Throws Gone, or NotFound with suggestions. */
  resolve(path: string, query?: Omit<Query<"/api/v1/resolve/">, "path">): Promise<Body<"/api/v1/resolve/">> {
    return this.get("/api/v1/resolve/", { query: { ...query, path } } as Asked<"/api/v1/resolve/">);
  }

  search(q: string, query?: Omit<Query<"/api/v1/search/">, "q">): Promise<Body<"/api/v1/search/">> {
    return this.get("/api/v1/search/", { query: { ...query, q } } as Asked<"/api/v1/search/">);
  }

  suggest(q: string, query?: Omit<Query<"/api/v1/suggest/">, "q">): Promise<Body<"/api/v1/suggest/">> {
    return this.get("/api/v1/suggest/", { query: { ...query, q } } as Asked<"/api/v1/suggest/">);
  }

  /** What holds for the whole site in a language. */
  site(locale?: string): Promise<Body<"/api/v1/site/">> {
    return this.get("/api/v1/site/", { query: locale ? { locale } : {} } as Asked<"/api/v1/site/">);
  }

  /** Alerts to show above the page at a path now, the most severe first. */
  alerts(path: string, locale?: string): Promise<Body<"/api/v1/alerts/">> {
    return this.get("/api/v1/alerts/", { query: { path, ...(locale && { locale }) } } as Asked<"/api/v1/alerts/">);
  }

  /** A draft as it would be published, from the host where editors work. It is never kept, and the token is a secret. */
  preview(token: string, query?: Query<"/api/v1/preview/{token}/" & Address>): Promise<Preview> {
    return this.read(`/api/v1/preview/${encodeURIComponent(token)}/${encoded(query)}`, { keep: false });
  }

  private holds(kept: KeptAnswer): boolean {
    return Date.now() - kept.confirmedAt < (this.options.staleIfError ?? DAY) * 1000;
  }

  private async fresh(url: string, asked: { key: string; kept: KeptAnswer | undefined; answers: KeptAnswers | undefined; options: ReadOptions<MediaType> }): Promise<unknown> {
    const { key, kept, answers, options } = asked;
    const headers = {
      Accept: options.media ?? "application/json",
      ...this.options.headers,
      ...options.headers,
      ...(kept && { "If-None-Match": kept.etag }),
    };
    const { response, text } = await this.patiently(url, headers, options.signal ?? this.options.signal);
    if (response.status === 304 && kept) {
      await answers?.set(key, { ...kept, confirmedAt: Date.now() });
      return kept.body;
    }
    const body = bodyOf(response, text);
    if (!response.ok) throw problemOf(response, body);
    const etag = response.headers.get("ETag");
    if (etag) await answers?.set(key, { etag, body, confirmedAt: Date.now() });
    return body;
  }

  /** Asks again where the API says when, and where there was no answer. */
  private async patiently(url: string, headers: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    const { retries = 3, longestWait = 60 } = this.options;
    for (let tried = 0; ; tried++) {
      const answer = await this.once(url, headers, signal).catch((error: unknown) => {
        if (tried >= retries || signal?.aborted) throw error;
        return null;
      });
      if (answer && !WAIT_FOR.has(answer.response.status)) return answer;
      const seconds = (answer && secondsToWait(answer.response.headers)) ?? backoff(tried);
      if (answer && (tried >= retries || seconds > longestWait)) return answer;
      await pause(seconds, signal);
    }
  }

  private async once(url: string, headers: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    const { timeout = 30, fetch: ask = fetch } = this.options;
    const ended = new AbortController();
    const end = (): void => ended.abort(signal?.reason);
    const timer = setTimeout(() => ended.abort(new Error(`No answer within ${timeout} seconds`)), timeout * 1000);
    signal?.addEventListener("abort", end, { once: true });
    try {
      signal?.throwIfAborted();
      const response = await ask(url, { headers, signal: ended.signal });
      return { response, text: await response.text() };
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable(url, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    }
  }
}

interface Answer {
  response: Response;
  text: string;
}

const isFailure = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ProblemError && (error.status >= 500 || error.status === 429));

function bodyOf(response: Response, text: string): unknown {
  const type = response.headers.get("Content-Type")?.split(";")[0] ?? "";
  if (!type.endsWith("json")) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreachable(response.url, error); // cut off on the way
  }
}

/** Without a word of the API: a second, two, four …, each a little different, so that clients do not come all at once. */
const backoff = (tried: number): number => 2 ** tried * (0.75 + Math.random() / 2);

function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = (): void => reject(signal?.reason);
    setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", end, { once: true });
  });
}

const filled = (address: string, values: Record<string, string | number> = {}): string =>
  address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));

/** A parameter that may be repeated is a list here; one that is undefined is left out. */
function encoded(query: object = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]: [string, unknown]) => [value].flat().map((one) => [name, String(one)] as [string, string]));
  return pairs.length ? `?${new URLSearchParams(pairs).toString()}` : "";
}
