/** The contract's types by name: `npm run build` makes schema.ts from the OpenAPI file. */

import type { components, paths } from "./schema.js";

export type Schemas = components["schemas"];
export type Address = keyof paths;
type Operation<A extends Address> = paths[A]["get"];
type Responses<A extends Address> = Operation<A>["responses"];

/** What may be asked at an address: `path`, `query` and `header`, with the values that are allowed. */
export type Asked<A extends Address> = Operation<A>["parameters"];
export type Query<A extends Address> = NonNullable<Asked<A>["query"]>;
export type MediaType = "application/json" | "application/vnd.hospital-content.partial+json" | "text/markdown";

/** What an address answers where all is well. */
export type Body<A extends Address, M extends MediaType = "application/json"> = Responses<A> extends {
  200: { content: infer Content };
}
  ? Content[M extends keyof Content ? M : keyof Content]
  : never;

/** `procedures`, `pages`, …: what has an address for each of its documents. */
export type Collection = Address extends infer A ? (A extends `/api/v1/${infer Name}/{slug}/` ? Name : never) : never;
export type DocumentOf<N extends Collection> = Body<`/api/v1/${N}/{slug}/` & Address>;

type Listed<Item> = { count: number; next: string | null; previous: string | null; results: Item[] };
/** Collections that are read page by page. */
export type ListName = {
  [N in Collection]: `/api/v1/${N}/` extends Address ? (Body<`/api/v1/${N}/` & Address> extends Listed<unknown> ? N : never) : never;
}[Collection];
export type ListOf<N extends ListName> = Body<`/api/v1/${N}/` & Address>;
export type ItemOf<N extends ListName> = ListOf<N> extends Listed<infer Item> ? Item : never;

export type OverviewName = Address extends infer A ? (A extends `/api/v1/${infer Name}/{slug}/overview/` ? Name : never) : never;
export type OverviewOf<N extends OverviewName> = Body<`/api/v1/${N}/{slug}/overview/` & Address>;

/** A draft as it would be published; `never` where the contract has no previews. */
export type Preview = Body<"/api/v1/preview/{token}/" & Address>;

export type Block = Schemas["Block"];
/** What stands in a section: a block of the contract, or one that came later and has its `fallback`. */
export type AnyBlock = Block | Schemas["UnknownBlock"];
export type AnyDocument = Schemas["Document"];
export type Change = Schemas["Change"];
export type Resolution = Schemas["Resolution"];
export type Page = Exclude<Resolution, Schemas["Moved"]>;
/** Of a webhook. */
export type Message =
  | Schemas["PublishedMessage"]
  | Schemas["WithdrawnMessage"]
  | Schemas["RecalledMessage"]
  | Schemas["SiteChangedMessage"]
  | Schemas["TestMessage"];
