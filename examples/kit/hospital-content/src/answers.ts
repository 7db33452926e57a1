/** Kept answers: sent back by their ETag, and shown while the API cannot be reached. */

export interface KeptAnswer {
  etag: string;
  body: unknown;
  /** Milliseconds since 1970: when the API last said that it holds. */
  confirmedAt: number;
}

/** Where answers are kept. A key is a URL with the media type that was asked for. */
export interface KeptAnswers {
  get(key: string): KeptAnswer | undefined | Promise<KeptAnswer | undefined>;
  set(key: string, answer: KeptAnswer): void | Promise<void>;
  delete(key: string): void | Promise<void>;
}

/** In memory, those that were asked for last. */
export function answersInMemory({ most = 500 }: { most?: number } = {}): KeptAnswers {
  const kept = new Map<string, KeptAnswer>();
  return {
    get(key) {
      const answer = kept.get(key);
      if (answer) {
        kept.delete(key); // to the end: a Map goes from oldest to newest
        kept.set(key, answer);
      }
      return answer;
    },
    set(key, answer) {
      kept.delete(key);
      kept.set(key, answer);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
    delete(key) {
      kept.delete(key);
    },
  };
}
