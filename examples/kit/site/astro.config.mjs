import node from "@astrojs/node";
import { defineConfig } from "astro/config";

export default defineConfig({
  output: "server",
  // Nobody hands in anything but drafts.
  adapter: node({ mode: "standalone", bodySizeLimit: 4_000_000 }),
  // Paths are the editors': the API says how each is written.
  trailingSlash: "ignore",
  // The content security policy allows nothing inline.
  build: { inlineStylesheets: "never" },
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
});
