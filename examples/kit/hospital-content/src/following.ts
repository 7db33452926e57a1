/** Follows the change feed, and keeps a copy of what is live. */

import type { Client } from "./client.js";
import type { AnyDocument, Body, Change, Query, Schemas } from "./contract.js";
import { FeedExpired } from "./problems.js";

type Feed = Body<"/api/v1/changes/">;
type Withdrawn = Extract<Change, { event: "withdrawn" }>;

/** A document by what identifies it: slugs and paths change. */
export type Key = { type: AnyDocument["type"]; id: string; locale: string };
export const nameOf = ({ type, id, locale }: Key): string => `${type}/${locale}/${id}`;

/** What a page of the feed does to a copy. */
export interface Step {
  keep: AnyDocument[];
  remove: Withdrawn[];
  /** Live documents that show or name those that have changed. */
  affected: Schemas["DocumentLink"][];
  /** Where to go on once this is kept. */
  token: string;
}

/**
 * Where the copy is. `apply` may be interrupted: what it then has not kept comes again, because the token is kept
 * last, or with the rest in one transaction.
 */
export interface Copy {
  token(): Promise<string | null>;
  apply(step: Step): Promise<void>;
  /** What is applied from now on makes a new copy. Readers have the old one until `finish`. */
  restart(): Promise<void>;
  /** Nothing more is to come for now: a new copy takes the place of the old one. */
  finish(): Promise<void>;
  get(key: Key): Promise<AnyDocument | undefined>;
  documents(): AsyncIterable<AnyDocument>;
}

/** What has changed in the copy. */
export interface Caught {
  published: AnyDocument[];
  withdrawn: Withdrawn[];
  /** Live documents that show or name those that have changed: what is made of several may have to be made anew. */
  affected: Schemas["DocumentLink"][];
  /** True: the copy was made from nothing. */
  isNew: boolean;
}

export class Follower {
  constructor(
    private readonly client: Client,
    private readonly copy: Copy,
    private readonly filters: Pick<Query<"/api/v1/changes/">, "type" | "locale"> = {},
  ) {}

  /** Brings the copy up to date, and says what is new in it. */
  async catchUp(): Promise<Caught> {
    const token = await this.copy.token();
    try {
      return await this.goOn(token);
    } catch (error) {
      if (!(error instanceof FeedExpired)) throw error;
      await this.copy.restart();
      return this.goOn(null);
    }
  }

  /** Catches up again and again, every so many seconds, until the signal says stop. */
  async *watch({ seconds = 30, signal }: { seconds?: number; signal?: AbortSignal } = {}): AsyncGenerator<Caught> {
    while (!signal?.aborted) {
      const caught = await this.catchUp();
      if (caught.isNew || caught.published.length || caught.withdrawn.length) yield caught;
      await rest(seconds, signal);
    }
  }

  /** A document of the copy, as long as it is live. */
  async get(key: Key): Promise<AnyDocument | undefined> {
    const document = await this.copy.get(key);
    return document && isLive(document) ? document : undefined;
  }

  async *documents(): AsyncGenerator<AnyDocument> {
    for await (const document of this.copy.documents()) if (isLive(document)) yield document;
  }

  private async goOn(since: string | null): Promise<Caught> {
    const caught: Caught = { published: [], withdrawn: [], affected: [], isNew: since === null };
    let token = since ?? "0";
    while (true) {
      const page = await this.page(token);
      const step = stepOf(page);
      if (page.token !== token) await this.copy.apply(step);
      caught.published.push(...step.keep);
      caught.withdrawn.push(...step.remove);
      caught.affected.push(...step.affected);
      token = page.token;
      if (!page.more) break;
    }
    await this.copy.finish();
    return caught;
  }

  private page(since: string): Promise<Feed> {
    const include: ("document" | "affects")[] = ["document", "affects"];
    return this.client.get("/api/v1/changes/", { query: { ...this.filters, since, include, limit: 1000 } }, { keep: false });
  }
}

/** Of two changes of a document in one page, the later one counts. One without its document has a later one, too. */
function stepOf(page: Feed): Step {
  const last = new Map(page.results.map((change) => [nameOf(change), change]));
  const changes = [...last.values()];
  const keep = changes.flatMap((change) => (change.event === "published" && change.document ? [change.document] : []));
  const remove = changes.filter((change) => change.event === "withdrawn");
  return { keep, remove, affected: page.affects ?? [], token: page.token };
}

/** What has expired is not shown, whether or not its withdrawal has come. */
export function isLive(document: AnyDocument, now: number = Date.now()): boolean {
  const { expires_at } = document.edition;
  return expires_at === null || Date.parse(expires_at) > now;
}

/** For tests, and for what is read anew with each start. */
export function copyInMemory(): Copy {
  let shown = new Map<string, AnyDocument>();
  let made = shown;
  let since: string | null = null;
  return {
    token: async () => since,
    apply: async ({ keep, remove, token }) => {
      for (const document of keep) made.set(nameOf(document), document);
      for (const change of remove) made.delete(nameOf(change));
      since = token;
    },
    restart: async () => {
      made = new Map();
      since = null;
    },
    finish: async () => {
      shown = made;
    },
    get: async (key) => shown.get(nameOf(key)),
    documents: async function* () {
      yield* shown.values();
    },
  };
}

function rest(seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}
