import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** What the built page may load and run: its own files, and WebAssembly. Hosts set no headers, so it stands in the page. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Only in the build: the development server injects scripts and styles of its own. */
const contentPolicy: Plugin = {
  name: "content-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_POLICY }, injectTo: "head-prepend" },
  ],
};

const isEntry = (output: { readonly type: string; readonly isEntry?: boolean } | undefined) => output?.isEntry === true;

/**
 * What the page's first script loads (`src/app/boot.ts`) is fetched from the start, beside it, and styled before it is drawn.
 */
const preloadPage: Plugin = {
  name: "preload-page",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle = {} }) => Object.values(bundle).flatMap((chunk) => (
      chunk.type === "chunk" && chunk.facadeModuleId?.endsWith("/src/app/main.tsx")
        ? [
          // The first script itself, part of which the page imports, is in the head already.
          ...[chunk.fileName, ...chunk.imports.filter((file) => !isEntry(bundle[file]))].map((file) => ({
            tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `./${file}` }, injectTo: "head" as const,
          })),
          ...[...chunk.viteMetadata?.importedCss ?? []].map((file) => ({
            tag: "link", attrs: { rel: "stylesheet", crossorigin: true, href: `./${file}` }, injectTo: "head" as const,
          })),
        ]
        : []
    )),
  },
};

/** Browsers that run this page all take woff2; the older formats would only be carried along. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: (code, id) =>
    /katex.*\.css/.test(id) ? code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\("(woff|truetype)"\)/g, "") : undefined,
};

export default defineConfig({
  base: "./",
  plugins: [react(), contentPolicy, preloadPage, woff2Only],
  worker: { format: "es" },
  // The worker is an entry of its own: what it imports, and when a backend starts, is prepared before the first visit, which
  // would be reloaded otherwise.
  optimizeDeps: { entries: ["index.html", "src/worker/entry.ts"] },
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true },
});
