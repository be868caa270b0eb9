// @ts-check
/**
 * The table of allowed imports, and the ESLint rule that enforces it. The table is the one of
 * docs/architecture.md; a file belongs to its folder under `src/`, or to its package under `packages/`, with finer units where the
 * table has them. Tests may import what their folder may, and what `tests` lists.
 */
import path from "node:path";

/**
 * @typedef {object} Row
 * @property {readonly string[]} [may] units and packages it may import
 * @property {readonly string[]} [types] the same, but only by `import type`
 * @property {readonly string[]} [collects] units of which it may also collect a file of every folder, by `import.meta.glob`
 * @property {readonly string[]} [tests] the same, but only in tests
 * @property {readonly string[]} [mayNot] units of which it may import types only; everything else is allowed. The others are not read then
 */

const COMPILER = ["ir", "trace", "passes", "wasm", "wgsl"].map((room) => `step-compiler/${room}`);

/** The engine's rooms in order of dependence: none imports a later one. `testing` has the shared parts of tests of several rooms. */
const ENGINE = [
  "scheduling", "device", "step", "trainer", "check", "pictures", "measurementInputs", "completion", "measurements", "follow", "slowMotion", "run", "machine", "parity", "testing",
].map((room) => `engine/${room}`);

const UI = [
  "core", "lessons", "exercises", "studies", "doctor", "data/definitions", "measurements/definitions", "features/slice", "state", "models/registry", "equations", "torch", "offline", "i18n", "react", "react-dom",
  "worker/rpc", "zustand", "katex", "uplot", "@codemirror", "@lezer/highlight",
];

/** @type {Readonly<Record<string, Row | "anything">>} */
export const importTable = {
  core: { may: ["fflate"], types: ["@tensorflow/tfjs-core", "measurements/definitions"], tests: ["data/definitions"] },
  models: { may: ["core", "data/definitions"], types: ["@tensorflow/tfjs-core", "presets"] },
  "models/quality": { may: ["core", "quality"] },
  "models/registry": { may: ["core", "models", "fflate", "valibot"], types: ["@tensorflow/tfjs-core"], tests: ["program", "worker/host"] },
  /** Executes programs. The page's thread may not import it, nor `program` and `python`. */
  "models/executed": { may: ["models/registry", "program"], types: ["core"] },
  "data/definitions": { may: ["core"], tests: ["data"] },
  data: { may: ["core", "data/definitions", "@noble/hashes", "fflate"], types: ["@tensorflow/tfjs-core"] },
  metrics: { may: ["core", "@noble/hashes"], types: ["@tensorflow/tfjs-core"] },
  "measurements/definitions": { may: ["core"], types: ["metrics"], tests: ["data", "data/definitions", "metrics", "measurements/measure", ...ENGINE] },
  "measurements/measure": {
    may: [
      "core", "data", "data/definitions", "metrics", "measurements/definitions", "engine/device", "engine/step", "engine/pictures", "engine/measurementInputs", "@tensorflow",
    ],
    tests: ENGINE,
  },
  "measurements/facts": { may: ["core"], types: ["measurements/definitions", "measurements/texts"] },
  "measurements/texts": { may: ["measurements/beside"], types: ["core", "measurements/definitions"] },
  "measurements/beside": { types: ["core"] },
  equations: { may: ["core", "katex"], types: ["@tensorflow/tfjs-core"] },
  python: { may: ["core", "@lezer/common", "@lezer/python"] },
  program: { may: ["core", "python", "@noble/hashes"], types: ["models/registry", "@tensorflow/tfjs-core"], tests: ["models/registry", "torch", "step-compiler/passes", "@tensorflow", ...ENGINE] },
  torch: { may: ["core"], collects: ["models", "data"], tests: ["models"] },
  presets: { may: ["core", "models/registry"], collects: ["models"] },
  quality: { may: ["core"], types: ["measurements/definitions"] },
  lessons: { may: ["core"], types: ["quality", "measurements/definitions"], tests: ["measurements/definitions", "data/definitions", "state"] },
  "lessons/quality": { may: ["core", "quality", "lessons"] },
  exercises: { may: ["core"], types: ["lessons", "measurements/definitions"], tests: ["exercises/check", "program", "state", "measurements/definitions", "engine/device", "engine/testing"] },
  "exercises/check": { may: ["core", "python", "program", "exercises"], tests: ["engine/device", "engine/testing"] },
  studies: { may: ["core"], types: ["lessons", "measurements/definitions"], tests: ["measurements/definitions", "state"] },
  "studies/quality": { may: ["core", "quality", "studies"], types: ["measurements/definitions"] },
  doctor: { may: ["core", "measurements/definitions"], tests: ["data/definitions", "features/doctor"] },
  i18n: {
    may: ["core", "models", "data/definitions", "measurements/beside"], types: ["lessons", "exercises", "studies", "measurements/definitions"],
    collects: ["lessons", "exercises", "studies", "measurements/texts", "features", "ui"],
  },
  "engine/scheduling": { may: ["core"], tests: ENGINE },
  "engine/device": { may: ["core", "engine/scheduling", "step-compiler/trace", "step-compiler/wasm", "@tensorflow"], tests: [...ENGINE, ...COMPILER] },
  "engine/step": { may: ["core", "data/definitions", "engine/device", "@tensorflow"], tests: [...ENGINE, "metrics"] },
  "engine/trainer": {
    may: ["core", "data", "data/definitions", "engine/scheduling", "engine/device", "engine/step", ...COMPILER, "@tensorflow"], tests: ENGINE,
  },
  "engine/check": {
    may: ["core", "models/executed", "engine/device", "engine/trainer", "@tensorflow"], types: ["data", "engine/scheduling"], tests: ENGINE,
  },
  "engine/pictures": {
    may: ["core", "data", "data/definitions", "metrics", "engine/scheduling", "engine/device", "engine/step", "@tensorflow"], tests: ENGINE,
  },
  "engine/completion": {
    may: ["core", "data/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "@tensorflow"], tests: ENGINE,
  },
  "engine/measurementInputs": {
    may: ["core", "metrics", "engine/device", "engine/step", "engine/pictures", "@tensorflow"], types: ["data", "measurements/definitions"],
    tests: [...ENGINE, "data", "data/definitions"],
  },
  "engine/measurements": {
    may: [
      "core", "data", "data/definitions", "metrics", "measurements/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "engine/measurementInputs",
      "@tensorflow",
    ],
    types: ["engine/trainer"], collects: ["measurements/measure"], tests: ENGINE,
  },
  "engine/follow": {
    may: ["core", "data/definitions", "metrics", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "engine/measurementInputs", "@tensorflow"], tests: ENGINE,
  },
  "engine/slowMotion": {
    may: ["core", "data", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "engine/follow", "@tensorflow"],
    types: ["engine/trainer"], tests: ENGINE,
  },
  "engine/run": {
    may: [
      "core", "models/executed", "data", "data/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/trainer", "engine/check",
      "engine/pictures", "engine/completion", "engine/measurements", "engine/follow", "engine/slowMotion",
    ],
    types: ["metrics", "measurements/definitions"], tests: [...ENGINE, "@tensorflow"],
  },
  "engine/machine": {
    may: [
      "core", "models/registry", "data/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/trainer", "engine/check",
      "step-compiler/wasm", "step-compiler/wgsl", "@tensorflow",
    ],
    tests: ENGINE,
  },
  "engine/parity": {
    may: ["core", "data/definitions", "engine/step", "engine/trainer", "step-compiler/trace", "step-compiler/passes", "@tensorflow"], tests: ENGINE,
  },
  "engine/testing": { tests: ["core", "data", "data/definitions", ...ENGINE] },
  "step-compiler/index": { may: ["step-compiler/api", ...COMPILER] },
  "step-compiler/api": { may: [...COMPILER, "@tensorflow"], tests: ["step-compiler/index"] },
  "step-compiler/ir": { tests: COMPILER },
  "step-compiler/trace": { may: ["step-compiler/ir", "step-compiler/passes", "@tensorflow"] },
  "step-compiler/passes": { may: ["step-compiler/ir"] },
  "step-compiler/wasm": { may: ["step-compiler/ir"], tests: COMPILER },
  "step-compiler/wgsl": { may: ["step-compiler/ir"], tests: COMPILER },
  "worker/rpc": { may: ["core"], tests: ["worker/host"] },
  "worker/protocol": { types: ["core", "worker/rpc", "worker/siblings", "measurements/definitions"] },
  "worker/siblings": { types: ["worker/rpc"], tests: ["worker/host"] },
  "worker/client": { may: ["core", "worker/rpc"], types: ["worker/protocol"], tests: ["worker/host"] },
  "worker/host": {
    collects: ["features/worker", "features/program"],
    may: ["core", "data", "engine/run", "engine/check", "engine/machine", "engine/measurements", "engine/device", "engine/trainer", "step-compiler/wasm", "worker/rpc", "worker/siblings", "valibot"],
    types: ["worker/protocol"],
  },
  embed: { may: ["core", "valibot"], types: ["app", "state"] },
  offline: { may: ["core", "valibot"] },
  serviceWorker: { may: ["offline"] },
  state: {
    may: ["core", "features/slice", "lessons", "exercises", "studies", "data/definitions", "measurements/definitions", "models/registry", "presets", "zustand", "valibot", "idb"],
    types: ["worker/client", "worker/rpc", "worker/protocol", "i18n"], tests: ["program"],
  },
  ui: { may: [...UI, "ui/measurements"], types: ["python", "program"], tests: ["app", "app/testing"] },
  "ui/measurements": { may: [...UI, "ui"], collects: ["measurements/facts"] },
  /** A feature's slice of the store, and the list of all slices. A slice may fetch its feature's English texts: a preference declares them. */
  "features/slice": { may: ["core"], types: ["i18n", "lessons", "exercises", "studies"] },
  /** Each feature's folder, except its slice. No feature imports another one. */
  features: {
    may: [...UI, "ui", "ui/measurements", "embed", "presets", "valibot", "fflate", "fontkit", "gifenc", "jspdf", "mediabunny", "svg2pdf.js", "uqr", "cmdk"],
    types: ["python", "program", "exercises/check", "worker/protocol", "features/worker", "features/program"], tests: ["app", "app/testing", "worker/host", "jsqr", "features/parts"],
  },
  /** A feature's commands of the run's worker. */
  "features/worker": { may: ["core", "data", "data/definitions", "metrics", "program", "exercises", "exercises/check", ...ENGINE.filter((room) => room !== "engine/testing")], tests: ["engine/testing"] },
  /** A feature's program for a separate worker. */
  "features/program": { may: ["core", "data", "data/definitions", "program", "worker/rpc"] },
  "features/parts": { may: ["features/preferences"], collects: ["features"], types: ["state", "ui"] },
  /** The page's thread executes no program. */
  app: { mayNot: ["python", "program", "models/executed", "exercises/check", "features/worker", "features/program"] },
  "app/testing": "anything",
};

const testsMay = ["vitest", "fast-check", "fake-indexeddb", "node:", "@tensorflow", "models", "models/registry", "presets", "i18n"];

/** Returns whether a file is a test, a test that runs in a browser's page, or the shared part of several tests. */
const isTest = (/** @type {string} */ file) => /(\.test\.tsx?|\.browser\.ts|\/testing\.ts)$/.test(file);

/**
 * Returns the unit of a file under `src/` or of a package's source; null for files outside.
 * @param {string} file
 */
export function unitOf(file) {
  const parts = file.split(path.sep).join("/").split("/src/");
  const inSource = parts.slice(1).at(-1);
  if (inSource === undefined) return null;
  const inPackage = /\/packages\/([\w-]+)$/.exec(parts.at(-2) ?? "")?.[1];
  const [folder = "", second = ""] = inPackage === undefined ? inSource.split("/") : [inPackage, ...inSource.split("/")];
  const name = second.replace(/(\.test)?\.tsx?$/, "");
  if (inPackage !== undefined) return `${folder}/${name}`;
  if (folder === "models" && ["registry", "programs", "packed", "described", "testing"].includes(name)) return "models/registry";
  if (folder === "models" && name === "executed") return "models/executed";
  if (folder === "models" && /\/quality\.ts$/.test(inSource)) return "models/quality";
  if (["lessons", "studies"].includes(folder) && /\/quality\.ts$/.test(inSource)) return `${folder}/quality`;
  if (folder === "exercises" && ["check", "compute"].includes(name)) return "exercises/check";
  if (folder === "data" && (name === "registry" || second === "shared" || /\/(definition|texts\.[\w-]+)(\.ts)?$/.test(inSource))) return "data/definitions";
  if (folder === "measurements") return `measurements/${/\/.+\/(measure|facts|texts|beside)\b/.exec(inSource)?.[1] ?? "definitions"}`;
  if (folder === "ui" && second === "measurements") return "ui/measurements";
  if (folder === "engine") return `${folder}/${name}`;
  if (folder === "features") {
    if (name === "parts" || name === "commandFiles") return "features/parts";
    const inWorker = /\/(worker|program)(\.test)?(\.ts)?$/.exec(inSource)?.[1];
    if (inWorker) return `features/${inWorker}`;
    return name === "registry" || /\/slice(\.ts)?$/.test(inSource) ? "features/slice" : `features/${name}`;
  }
  if (folder === "app" && second === "testing") return "app/testing";
  if (folder === "worker") return `worker/${["rpc", "protocol", "client", "siblings"].find((start) => name.startsWith(start)) ?? "host"}`;
  return folder.includes(".") ? "app" : folder;
}

/** Returns the row of the table for a unit: features share one. */
export const rowOf = (/** @type {string} */ unit) => (unit in importTable || !unit.startsWith("features/") ? unit : "features");

/** The feature in whose folder a file is, or undefined. */
const featureOf = (/** @type {string} */ file) => /\/src\/features\/([^/]+)\//.exec(file.split(path.sep).join("/"))?.[1];

/** `@noble/hashes/sha2` is allowed by "@noble/hashes", `@tensorflow/tfjs-core/dist/x` by "@tensorflow". */
const covers = (/** @type {string} */ allowed, /** @type {string} */ specifier) =>
  specifier === allowed || specifier.startsWith(allowed.endsWith(":") ? allowed : `${allowed}/`);

/**
 * Returns null if the import is allowed, otherwise the reason why it is not.
 * @param {string} file the importing file
 * @param {string} specifier as written
 * @param {"type" | "value" | "fetch" | "glob"} kind "fetch": by `import()`
 */
export function objection(file, specifier, kind) {
  const from = unitOf(file);
  if (from === null) return null;
  const row = importTable[rowOf(from)];
  if (row === undefined) return `src/${from} is not in the table of scripts/lint/importTable.js`;
  if (row === "anything") return null;
  const relative = specifier.startsWith(".");
  const target = relative ? path.resolve(path.dirname(file), specifier) : specifier;
  const [feature, other] = [featureOf(file), featureOf(target)];
  if (feature && other && feature !== other) return `features/${feature} may not import features/${other}: code that two features need belongs to the page`;
  const to = relative ? unitOf(target) : specifier;
  if (to === from || (from === "features/slice" && kind === "fetch" && feature && target.endsWith("/texts.en"))) return null;
  if (row.mayNot) return kind !== "type" && !isTest(file) && to !== null && row.mayNot.includes(to) ? `${from} may import ${to} as types only` : null;
  const listed = (/** @type {readonly string[]} */ names) =>
    to !== null && names.some((name) => (relative ? name === to || name === rowOf(to) : covers(name, specifier)));
  if (listed(row.may ?? []) || (kind === "glob" && listed(row.collects ?? []))) return null;
  if (isTest(file) && listed([...testsMay, ...row.tests ?? []])) return null;
  if (!listed(row.types ?? [])) return `${from} may not import ${to ?? specifier}`;
  return kind === "type" || isTest(file) ? null : `${from} may import ${to ?? specifier} as types only`;
}

/** One path for each folder that a pattern's braces name, with a name in place of each star. @param {string} pattern @returns {readonly string[]} */
const pathsOf = (pattern) => {
  const [braces, inside = ""] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  return braces === undefined ? [pattern.replaceAll("*", "one")] : inside.split(",").flatMap((one) => pathsOf(pattern.replace(braces, one)));
};

/** @type {import("eslint").Rule.RuleModule} */
export const importRule = {
  meta: { type: "problem", schema: [], messages: { forbidden: "{{why}}." } },
  create(context) {
    /** @param {import("eslint").Rule.Node} node @param {unknown} source @param {"type" | "value" | "fetch" | "glob"} kind */
    const check = (node, source, kind) => {
      if (typeof source !== "string" || source.endsWith("?url")) return; // This imports a file's address, not its code.
      const why = objection(context.filename, source, kind);
      if (why !== null) context.report({ node, messageId: "forbidden", data: { why } });
    };
    /** @param {any} node */
    const declaration = (node) => {
      const kind = node.importKind ?? node.exportKind;
      if (node.source) check(node, node.source.value, kind === "type" ? "type" : "value");
    };
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (/** @type {any} */ node) => check(node, node.source.value, "fetch"),
      /** A glob of files' texts (`query: "?raw"`) imports no code. @param {any} node */
      'CallExpression[callee.object.type="MetaProperty"][callee.property.name="glob"]': (node) => {
        const [pattern, options] = node.arguments;
        if (options?.properties.some((/** @type {any} */ { key }) => key.name === "query")) return;
        const patterns = pattern.type === "ArrayExpression" ? pattern.elements.map((/** @type {any} */ { value }) => value) : [pattern.value];
        for (const one of patterns) if (!one.startsWith("!")) for (const file of pathsOf(one)) check(node, file, "glob");
      },
      TSImportType: (/** @type {any} */ node) => check(node, node.source.value, "type"),
      // new Worker(new URL("../worker/host.ts", import.meta.url)) starts a separate program and imports nothing.
    };
  },
};
