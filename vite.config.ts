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
  "manifest-src 'self'",
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

/** Browsers that run this page all take woff2; the older formats would only be carried along. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: (code, id) =>
    /katex.*\.css/.test(id) ? code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\("(woff|truetype)"\)/g, "") : undefined,
};

export default defineConfig({
  base: "./",
  plugins: [react(), contentPolicy, woff2Only],
  worker: { format: "es" },
  // The worker is an entry of its own: what it imports, and when a backend starts, is prepared before the first visit, which
  // would be reloaded otherwise.
  optimizeDeps: { entries: ["index.html", "src/worker/host.ts"] },
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true },
});
