/** Verifies messages of webhooks: Standard Webhooks 1.0.0, by Web Crypto. */

import type { Message } from "./contract.js";

/** Somebody else sent it, it was sent long ago, or it was changed on the way: answer 400, and do nothing. */
export class NotVerified extends Error {
  override readonly name = "NotVerified";
}

export interface Received {
  /** `whsec_…`; several where each of them is right. */
  secret: string | string[];
  headers: Headers | Record<string, string | string[] | undefined>;
  /** Exactly as it arrived, before anything parses it. */
  body: string | Uint8Array<ArrayBuffer>;
  /** Seconds that a message may be old, or early. */
  tolerance?: number;
  /** Milliseconds since 1970. */
  now?: number;
  /** Where there is no global one: `webcrypto` of `node:crypto` in Node 18. */
  crypto?: Pick<Crypto, "subtle">;
}

/** The message, with `webhook-id`, which is the same when it comes again. Throws NotVerified. */
export async function verifyWebhook(received: Received): Promise<{ id: string; message: Message }> {
  const { secret, headers, tolerance = 300, now = Date.now() } = received;
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => header(headers, name));
  if (!id || !timestamp || !signatures) throw new NotVerified("One of webhook-id, webhook-timestamp and webhook-signature is missing.");
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= tolerance)) throw new NotVerified("It was not sent just now: webhook-timestamp.");
  const body = typeof received.body === "string" ? new TextEncoder().encode(received.body) : received.body;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), body);
  for (const one of [secret].flat()) {
    if (await isSigned(signed, signatures, one, received.crypto ?? crypto)) return { id, message: parsed(body) };
  }
  throw new NotVerified("No signature fits: was the secret changed, or the body parsed before?");
}

/** Compared by the platform, in constant time. */
async function isSigned(signed: Uint8Array<ArrayBuffer>, signatures: string, secret: string, { subtle }: Pick<Crypto, "subtle">): Promise<boolean> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ""));
  if (!bytes?.length) throw new TypeError("A secret is whsec_ and base64.");
  const key = await subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  for (const signature of signatures.split(" ")) {
    const [version, value = ""] = signature.split(",", 2);
    const given = version === "v1" ? bytesOf(value) : null;
    if (given && (await subtle.verify("HMAC", key, given, signed))) return true;
  }
  return false;
}

function header(headers: Received["headers"], name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const found = Object.entries(headers).find(([other]) => other.toLowerCase() === name)?.[1];
  return found === undefined ? null : [found].flat().join(" ");
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const parsed = (body: Uint8Array): Message => JSON.parse(new TextDecoder().decode(body)) as Message;
