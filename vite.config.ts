import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build, defineConfig, runnerImport, type ConfigEnv, type Plugin, type Rollup } from "vite";
import { featureFaults } from "./scripts/featureFolders.ts";
import { writeFileList } from "./scripts/fileList.ts";
import { measurementFaults } from "./scripts/measurementFolders.ts";
import { notices } from "./scripts/packages/notices.ts";
import { SINGLE, TRUSTED_TYPES } from "./scripts/single/mode.ts";
import { ISOLATION } from "./src/delivery/serviceWorker/headers.ts";

/**
 * The content policy of the built page allows its own files and WebAssembly, and no text that becomes HTML or a script (`src/page/app/scriptUrl.ts`).
 * Hosts set no headers, so it is in the page.
 */
const CONTENT_POLICY = [
  "default-src 'self'", // includes the web manifest, whose directive WebKit does not know
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

/** The policy with the hash of the only script in the page. */
const policyFor = (script: string): string => CONTENT_POLICY.replace("script-src", `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`);

/**
 * The policy for hosts that can set headers, in a file beside the page. Trusted Types are in the page only: a header applies to its workers, too, whose scripts
 * start others by their plain address.
 */
const POLICY_FILE = "content-policy.txt";
const headerOf = (policy: string): string => `Content-Security-Policy: ${TRUSTED_TYPES.reduce((rest, directive) => rest.replace(`; ${directive}`, ""), policy)}\n`;

/** Returns whether this is the build for a host; `scripts/single` builds the page as one file. */
const hosted = (_: unknown, { command, mode }: ConfigEnv): boolean => command === "build" && mode !== SINGLE;

const scriptInPage = async () => (await exportsOf<typeof import("./src/page/app/shellScript")>("page/app/shellScript.ts")).shellScript;

/**
 * Adds the shell (`src/page/app/shell.tsx`) with its script, and the content policy, which allows this one script in the page. In the build only,
 * as the development server injects scripts and styles. Writes the policy for hosts beside the page.
 */
const shellAndPolicy: Plugin = {
  name: "shell-and-policy",
  apply: hosted,
  async transformIndexHtml(html) {
    const { shell } = await exportsOf<typeof import("./src/page/app/shell")>("page/app/shell.tsx");
    const shellScript = await scriptInPage();
    const root = '<div id="root">';
    return {
      html: html.replace(root, `${root}${shell}`),
      tags: [
        { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policyFor(shellScript) }, injectTo: "head-prepend" },
        { tag: "script", children: shellScript, injectTo: "body" },
      ],
    };
  },
  async generateBundle() {
    this.emitFile({ type: "asset", fileName: POLICY_FILE, source: headerOf(policyFor(await scriptInPage())) });
  },
};

/** The font of the first view's text. If it came after the first frame, the text would be painted twice. */
const FIRST_FONT = /\/source-sans-3-latin-wght-normal-[^/]*\.woff2$/;

/**
 * Fetches the files that the page's first script (`src/page/app/boot.ts`) loads from the start, in parallel, and adds their styles before the first frame.
 */
const preloadPage: Plugin = {
  name: "preload-page",
  apply: hosted,
  transformIndexHtml: {
    order: "post",
    handler(_, { bundle = {}, chunk: first }) {
      const main = (first?.dynamicImports ?? []).filter((file) => bundle[file]?.name === "main"); // the poster is loaded on demand
      const link = (rel: string, file: string, more: { as?: string } = {}) =>
        ({ tag: "link", attrs: { rel, ...more, crossorigin: true, href: `./${file}` }, injectTo: "head" as const });
      const fonts = Object.keys(bundle).filter((file) => FIRST_FONT.test(file));
      return main.flatMap((file) => {
        const page = bundle[file];
        if (page?.type !== "chunk") return [];
        // The page imports a part of the first script, which is already in the head.
        const scripts = [file, ...page.imports].filter((script) => script !== first?.fileName);
        return [
          ...fonts.map((font) => link("preload", font, { as: "font" })),
          ...scripts.map((script) => link("after-shell", script)), // `src/page/app/shellScript.ts` makes them "modulepreload"
          ...[...page.viteMetadata?.importedCss ?? []].map((style) => link("stylesheet", style)),
        ];
      });
    },
  },
};

const sourceOf = (path: string) => fileURLToPath(new URL(`src/${path}`, import.meta.url));

/** Chunks that Vite removes after it has extracted their styles. */
const styleChunks = new Set<string>();
/** Replaces Vite's module that implements `import()` in the built page. */
const importFetched: Plugin = {
  name: "import-fetched",
  apply: "build",
  enforce: "pre",
  load: { filter: { id: /\0vite\/preload-helper\.js$/ }, handler: () => `export { importFetched as __vitePreload } from ${JSON.stringify(sourceOf("page/app/importFetched.ts"))};` },
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) if (file.type === "chunk" && file.moduleIds.every((id) => id.endsWith(".css"))) styleChunks.add(file.fileName);
  },
};
/** The files to fetch for an import: the module and its dependencies, without the page's first script, which is loaded before all others. */
const filesOf = (file: string, dependencies: readonly string[]): string[] =>
  [...new Set([file, ...dependencies])].filter((one) => !/(^|\/)index-[^/]*\.js$/.test(one) && !styleChunks.has(one));

type Modules = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null };

/** A module and all its static imports. */
function withImports(id: string, modules: Modules, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) withImports(imported, modules, seen);
  return seen;
}

/** Returns a function that tells for a module whether an entry, a path in `src`, imports it, directly or not. Each entry's imports are followed once. */
function createImportCheck(): (id: string, modules: Modules) => (entry: string) => boolean {
  const graphs = new Map<string, ReadonlySet<string>>();
  return (id, modules) => (entry) => {
    const graph = graphs.get(entry) ?? withImports(sourceOf(entry), modules);
    graphs.set(entry, graph);
    return graph.has(id);
  };
}

const REACT = { name: "react", test: /node_modules\/(?:react|react-dom|scheduler)\/|\/src\/page\/app\/react\.ts$/ };

/**
 * Puts the modules of the first view into one script, those that it shares with the poster of a frame into another one, and the rooms' panels into
 * a third one. Otherwise the bundler would make a dozen scripts, some of 100 bytes, by what later parts share. Modules of the very first script stay there.
 */
function inPage(): (id: string, modules: Modules) => string | null {
  const checkImports = createImportCheck();
  return (id, modules) => {
    const imports = checkImports(id, modules);
    if (imports("page/app/boot.ts")) return null;
    if (imports("page/app/main.tsx")) return imports("page/features/embed/poster.ts") ? "shared" : "main";
    return imports("page/ui/layout/rooms.tsx") ? "rooms" : null;
  };
}

/** The worker's large scripts and the modules that they begin with. A step on WebGPU needs `planned` without `wasmCode`. */
const WORKER_SCRIPTS = { host: "engine/worker/host.ts", planned: "engine/trainer/stepper/planned.ts", wasmCode: "engine/trainer/stepper/wasm.ts" };

/**
 * Puts each module of the worker into the first of these scripts that imports it. Otherwise the bundler would make two dozen scripts by what later parts
 * share, and request them in five waves before the first step. The worker that executes programs for the page needs little of a run's.
 */
function inWorker(): (id: string, modules: Modules) => string | null {
  const checkImports = createImportCheck();
  return (id, modules) => {
    const imports = checkImports(id, modules);
    if (imports("page/worker/host.ts") && imports("page/features/code/program.ts")) return "workers";
    return Object.entries(WORKER_SCRIPTS).find(([, entry]) => imports(entry))?.[0] ?? null;
  };
}

/** What reads programs is a chunk of its own, which loads when there is one. */
const READER = { name: "reader", test: /src\/torchSubset\/(?:program|python)\/|node_modules\/@lezer\//, includeDependenciesRecursively: false };

/** The large packages of the panels: each is evaluated in a task of its own, see `src/page/app/importFetched.ts`. */
const KATEX = { name: "katex", test: /node_modules\/katex\// };
const UPLOT = { name: "uPlot", test: /node_modules\/uplot\// };

const FFLATE = { name: "fflate", test: /node_modules\/fflate\// };

/** Names the chunks of texts and actions by their feature or panel, such as `talk.en-HASH.js` and `ownData.actions-HASH.js`. */
function chunkFileNames({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string {
  const [, panel, language, code] = /\/(?:ui|features)\/(\w+)\/(?:texts\.([\w-]+)|(actions|program))\.ts$/.exec(facadeModuleId ?? "") ?? [];
  return `assets/${panel === undefined ? "[name]" : `${panel}.${language ?? code}`}-[hash].js`;
}

/** Writes files with permanent names beside the page: browsers look there for a newer service worker, and course pages load the element. */
const besidePage: Plugin = {
  name: "beside-page",
  apply: hosted,
  buildStart() {
    this.emitFile({ type: "chunk", id: sourceOf("page/embed/element.ts"), fileName: "elbo-room.js" });
    this.emitFile({ type: "asset", fileName: "elbo-room.d.ts", source: readFileSync(sourceOf("page/embed/elbo-room.d.ts")) });
  },
  async generateBundle(_, bundle) {
    const element = bundle["elbo-room.js"];
    if (element?.type === "chunk") element.code = `(() => {${element.code}})();\n`; // a plain script with local names
    // A separate build, as it imports modules of the page's chunks, and Firefox does not run modules as service workers.
    const { output: [serviceWorker] } = await build({
      configFile: false, logLevel: "error", publicDir: false,
      build: { write: false, target: "es2022", modulePreload: false, rolldownOptions: { input: sourceOf("delivery/serviceWorker/serviceWorker.ts"), output: { format: "iife" } } },
    }) as Rollup.RollupOutput;
    this.emitFile({ type: "asset", fileName: "serviceWorker.js", source: serviceWorker.code });
  },
};

/** Writes the web manifest of the installed page, and the list of files for offline use with their hashes (`src/delivery/offline`). */
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

/** Drops the older font formats, as all browsers that run this page support woff2. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: (code, id) =>
    /katex.*\.css/.test(id) ? code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\("(woff|truetype)"\)/g, "") : undefined,
};

/** Packages that the page's packages import for what the page does not do: the dialog of cmdk, two thirds of its size, and jsPDF's conversion of HTML. */
const UNUSED: Readonly<Record<string, string>> = {
  "@radix-ui/react-dialog": "export const Root = null, Portal = null, Overlay = null, Content = null;",
  canvg: "export default null;", html2canvas: "export default null;", dompurify: "export default null;",
};
const withoutUnused: Plugin = {
  name: "without-unused-packages",
  apply: "build",
  enforce: "pre",
  resolveId: (id) => (Object.hasOwn(UNUSED, id) ? `\0unused:${id}` : null),
  load: (id) => (id.startsWith("\0unused:") ? UNUSED[id.slice("\0unused:".length)] : null),
};

const withoutStyles: Plugin = {
  name: "without-styles",
  enforce: "pre",
  resolveId: (id) => (id.endsWith(".css") ? "\0styles" : null),
  load: (id) => (id === "\0styles" ? "" : null),
};

/** `room`: the page's JSX. */
const resolve = { tsconfigPaths: true, alias: { room: sourceOf("page/ui/jsx") } };

/** Returns the exports of a module of the page. */
const exportsOf = async <M>(file: string) => (await runnerImport<M>(sourceOf(file), { configFile: false, resolve, plugins: [withoutStyles] })).module;

/** Refuses incomplete folders of measurements and features, which would fail when a reader opens them. */
const wholeFolders: Plugin = {
  name: "whole-folders",
  apply: "build",
  async configResolved() { // later, the end of another plugin would hide the error
    const { isListed, runsEachEpoch, MEASUREMENT_IDS } = await exportsOf<typeof import("./src/subject/measurements/registry")>("subject/measurements/registry.ts");
    const { slices } = await exportsOf<typeof import("./src/page/features/registry")>("page/features/registry.ts");
    const registered = new Map(MEASUREMENT_IDS.map((id) => [id, { listed: isListed(id), ofEpochs: runsEachEpoch(id) }]));
    const faults = [...measurementFaults(sourceOf("subject/measurements"), sourceOf("engine/measures"), registered), ...featureFaults(sourceOf("page/features"), slices)];
    if (faults.length > 0) throw new Error(faults.join(" "));
  },
};

const { gather, write } = notices();

export default defineConfig({
  base: "./",
  resolve,
  plugins: [react({ jsxImportSource: "room" }), importFetched, wholeFolders, shellAndPolicy, preloadPage, besidePage, woff2Only, withoutUnused, gather(), write, installable()],
  // The headers that the service worker adds on a host.
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  worker: { format: "es", plugins: () => [gather()], rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups: [{ name: inWorker(), debugName: "worker", includeDependenciesRecursively: false }, READER, FFLATE] } } } },
  // The worker is a separate entry, so that its imports, also those of backends, are prepared before the first visit, which would
  // otherwise be reloaded.
  // The scan does not see what the alias of JSX imports.
  optimizeDeps: { entries: ["index.html", "src/page/worker/entry.ts"], include: ["react/jsx-runtime", "react/jsx-dev-runtime"] },
  build: {
    target: "es2022", assetsInlineLimit: 0, manifest: true,
    modulePreload: { resolveDependencies: filesOf },
    rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups: [REACT, KATEX, UPLOT, { name: inPage(), debugName: "page", includeDependenciesRecursively: false }, { name: "valibot", test: /node_modules\/valibot\// }, FFLATE, { name: "lezer", test: /node_modules\/@lezer\// }, { name: "codeMirror", test: /node_modules\/(@codemirror|style-mod|w3c-keyname|crelt)\// }] } } },
  },
});
