/** A server that answers what a test says, request by request, and remembers what it was asked. */

import { createServer } from "node:http";

export async function serving(answer, work) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers });
    const { status = 200, headers = {}, body = null, isSilent = false } = answer(request, asked.length);
    const type = status >= 400 ? "application/problem+json" : "application/json";
    response.writeHead(status, { "Content-Type": type, ...headers });
    if (isSilent) return void response.flushHeaders();
    response.end(body === null ? "" : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  try {
    return await work(base, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export const problem = (status, more = {}) => ({
  status,
  body: { type: "about:blank", title: "Problem", status, detail: "It is so.", instance: "/", errors: [], ...more },
});
