/** Reads a hospital's published content. Needs `fetch` and Web Crypto, and nothing else. */

export * from "./answers.js";
export * from "./client.js";
export type * from "./contract.js";
export * from "./following.js";
export { VERSION } from "./made.js";
export * from "./problems.js";
export * from "./webhooks.js";
