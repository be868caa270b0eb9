import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, defineConfig, runnerImport, type ConfigEnv, type Plugin, type Rollup } from "vite";
import { writeFileList } from "./scripts/fileList.ts";
import { faultsIn } from "./scripts/measurementFolders.ts";
import { notices } from "./scripts/packages/notices.ts";
import { SINGLE, TRUSTED_TYPES } from "./scripts/single/mode.ts";
import { ISOLATION } from "./src/serviceWorker/headers.ts";

/**
 * What the built page may load and run: its own files, and WebAssembly; no text becomes HTML or a script (`src/app/scriptUrl.ts`). Hosts set no
 * headers, so it stands in the page.
 */
const CONTENT_POLICY = [
  "default-src 'self'", // the web manifest's: WebKit does not know its directive
  "object-src 'none'",
  "frame-src 'none'",
  "media-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  ...TRUSTED_TYPES,
].join("; ");

/** Of the build for a host; `scripts/single` makes one file of the page. */
const hosted = (_: unknown, { command, mode }: ConfigEnv): boolean => command === "build" && mode !== SINGLE;

/** Only in the build: the development server injects scripts and styles of its own. */
const contentPolicy: Plugin = {
  name: "content-policy",
  apply: hosted,
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_POLICY }, injectTo: "head-prepend" },
  ],
};

/**
 * What the page's first script loads (`src/app/boot.ts`) is fetched from the start, beside it, and styled before it is drawn.
 */
const preloadPage: Plugin = {
  name: "preload-page",
  apply: hosted,
  transformIndexHtml: {
    order: "post",
    handler(_, { bundle = {}, chunk: first }) {
      const main = (first?.dynamicImports ?? []).filter((file) => bundle[file]?.name === "main"); // a poster comes when it is wanted
      const link = (rel: string, file: string) => ({ tag: "link", attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: "head" as const });
      return main.flatMap((file) => {
        const page = bundle[file];
        if (page?.type !== "chunk") return [];
        // The first script itself, part of which the page imports, is in the head already.
        const scripts = [file, ...page.imports].filter((script) => script !== first?.fileName);
        return [
          ...scripts.map((script) => link("modulepreload", script)),
          ...[...page.viteMetadata?.importedCss ?? []].map((style) => link("stylesheet", style)),
        ];
      });
    },
  },
};

const sourceOf = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** Chunks that Vite removes after it has taken their styles out. */
const styleChunks = new Set<string>();
/** Replaces Vite's module by which `import()` of the built page is done. */
const importFetched: Plugin = {
  name: "import-fetched",
  apply: "build",
  enforce: "pre",
  load: { filter: { id: /\0vite\/preload-helper\.js$/ }, handler: () => `export { importFetched as __vitePreload } from ${JSON.stringify(sourceOf("app/importFetched.ts"))};` },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) if (file.type === "chunk" && file.moduleIds.every((id) => id.endsWith(".css"))) styleChunks.add(file.fileName);
  },
};
/** What is fetched for an import: the module, also where it imports nothing, but not the page's first script, which is there before any other. */
const filesOf = (file: string, dependencies: readonly string[]): string[] =>
  [...new Set([file, ...dependencies])].filter((one) => !/(^|\/)index-[^/]*\.js$/.test(one) && !styleChunks.has(one));

type Modules = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null };

/** A module and all that it imports, not counting what is fetched later. */
function withImports(id: string, modules: Modules, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) withImports(imported, modules, seen);
  return seen;
}


/**
 * One script for all that the page draws at first, and one for what it shares with the poster of a frame. By itself
 * the bundler would cut it along what it shares with the parts that come later, into a dozen, some of 100 bytes. What the first script of
 * all has, stays there.
 */
function inPage(): (id: string, modules: Modules) => string | null {
  let page: ReadonlySet<string> | null = null;
  return (id, modules) => {
    page ??= withImports(sourceOf("app/main.tsx"), modules);
    if (!page.has(id) || withImports(sourceOf("app/boot.ts"), modules).has(id)) return null;
    return withImports(sourceOf("features/embed/poster.ts"), modules).has(id) ? "shared" : "main";
  };
}

/** Texts of panels and features, and what features do, are called by these, such as `talk.en-HASH.js` and `ownData.actions-HASH.js`. */
function chunkFileNames({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string {
  const [, panel, language, code] = /\/(?:ui|features)\/(\w+)\/(?:texts\.([\w-]+)|(actions|program))\.ts$/.exec(facadeModuleId ?? "") ?? [];
  return `assets/${panel === undefined ? "[name]" : `${panel}.${language ?? code}`}-[hash].js`;
}

/** Beside the page, by names that stay: a browser looks there for a newer service worker, pages of courses load the element. */
const besidePage: Plugin = {
  name: "beside-page",
  apply: hosted,
  buildStart() {
    this.emitFile({ type: "chunk", id: sourceOf("embed/element.ts"), fileName: "elbo-room.js" });
    this.emitFile({ type: "asset", fileName: "elbo-room.d.ts", source: readFileSync(sourceOf("embed/elbo-room.d.ts")) });
  },
  async generateBundle(_, bundle) {
    const element = bundle["elbo-room.js"];
    if (element?.type === "chunk") element.code = `(() => {${element.code}})();\n`; // a plain script, whose names are its own
    // By itself: it imports what the page has in a chunk, and Firefox runs no modules as service workers.
    const { output: [serviceWorker] } = await build({
      configFile: false, logLevel: "error", publicDir: false,
      build: { write: false, target: "es2022", modulePreload: false, rolldownOptions: { input: sourceOf("serviceWorker/serviceWorker.ts"), output: { format: "iife" } } },
    }) as Rollup.RollupOutput;
    this.emitFile({ type: "asset", fileName: "serviceWorker.js", source: serviceWorker.code });
  },
};

/** What an installed page is called and looks like; and what is kept so that it needs no network, with hashes (`src/offline`). */
function installable(): Plugin {
  let folder = "";
  return {
    name: "installable",
    apply: hosted,
    configResolved({ root, build: { outDir } }) {
      folder = path.resolve(root, outDir);
    },
    transformIndexHtml: () => [
      { tag: "link", attrs: { rel: "manifest", href: "./app.webmanifest" }, injectTo: "head" },
      { tag: "link", attrs: { rel: "apple-touch-icon", href: "./icons/192.png" }, injectTo: "head" },
    ],
    closeBundle() {
      writeFileList(folder);
    },
  };
}

/** Browsers that run this page all take woff2; the older formats would only be carried along. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: (code, id) =>
    /katex.*\.css/.test(id) ? code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\("(woff|truetype)"\)/g, "") : undefined,
};

/** A measurement that lacks a file would fail when a reader opens its list. */
const wholeMeasurements: Plugin = {
  name: "whole-measurements",
  apply: "build",
  async configResolved() { // once building has begun, another plugin's end would hide the error
    const registry = await runnerImport<typeof import("./src/measurements/registry")>(sourceOf("measurements/registry.ts"));
    const { isListed, runsEachEpoch, MEASUREMENT_IDS } = registry.module;
    const registered = new Map(MEASUREMENT_IDS.map((id) => [id, { listed: isListed(id), ofEpochs: runsEachEpoch(id) }]));
    const faults = faultsIn(sourceOf("measurements"), registered);
    if (faults.length > 0) throw new Error(faults.join(" "));
  },
};

const { gather, write } = notices();

export default defineConfig({
  base: "./",
  plugins: [react(), importFetched, wholeMeasurements, contentPolicy, preloadPage, besidePage, woff2Only, gather(), write, installable()],
  // What the service worker adds where a host sets no headers.
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  worker: { format: "es", plugins: () => [gather()], rolldownOptions: { output: { chunkFileNames } } },
  // The worker is an entry of its own: what it imports, and when a backend starts, is prepared before the first visit, which
  // would be reloaded otherwise.
  optimizeDeps: { entries: ["index.html", "src/worker/entry.ts"] },
  build: {
    target: "es2022", assetsInlineLimit: 0, manifest: true,
    modulePreload: { resolveDependencies: filesOf },
    rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups: [{ name: inPage(), debugName: "page", includeDependenciesRecursively: false }, { name: "valibot", test: /node_modules\/valibot\// }] } } },
  },
});
