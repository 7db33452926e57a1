import assert from "node:assert/strict";
import { createHmac, webcrypto } from "node:crypto";
import { test } from "node:test";

import { NotVerified, verifyWebhook } from "../dist/index.js";

const secret = `whsec_${Buffer.from("a secret of thirty-two bytes ....").toString("base64")}`;
const body = JSON.stringify({ type: "endpoint.test", data: { note: "Säure" } });
const now = 1_795_449_328_000;

function signed({ key = secret, at = now, id = "msg_1", text = body } = {}) {
  const timestamp = String(at / 1000);
  const signature = createHmac("sha256", Buffer.from(key.slice(6), "base64")).update(`${id}.${timestamp}.${text}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1a,AAAA v1,AAAA v1,${signature}` };
}
const verify = (more) => verifyWebhook({ secret, headers: signed(), body, now, crypto: webcrypto, ...more });

test("a message of the hospital is read, from text or bytes, from headers of any kind", async () => {
  for (const given of [body, new TextEncoder().encode(body)]) {
    for (const headers of [signed(), new Headers(signed())]) {
      assert.deepEqual(await verify({ body: given, headers }), { id: "msg_1", message: JSON.parse(body) });
    }
  }
});

test("while a secret is changed, either fits", async () => {
  assert.equal((await verify({ secret: ["whsec_b3RoZXI=", secret] })).id, "msg_1");
});

for (const [what, more] of Object.entries({
  "was changed": { body: `${body} ` },
  "has another id": { headers: { ...signed(), "webhook-id": "msg_2" } },
  "is of somebody else": { headers: signed({ key: "whsec_b3RoZXI=" }) },
  "is old": { headers: signed({ at: now - 301_000 }) },
  "comes too early": { headers: signed({ at: now + 301_000 }) },
  "has no time": { headers: { ...signed(), "webhook-timestamp": "now" } },
  "is not signed": { headers: {} },
})) {
  test(`a message that ${what} is refused`, () => assert.rejects(() => verify(more), NotVerified));
}
