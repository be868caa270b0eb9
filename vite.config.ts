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

export default defineConfig({
  base: "./",
  plugins: [react(), contentPolicy],
  worker: { format: "es" },
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true },
});
