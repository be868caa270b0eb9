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
  "events", "scheduling", "device", "step", "trainer", "check", "pictures", "measurementInputs", "completion", "measurements", "follow", "slowMotion", "run", "machine", "parity", "testing",
].map((room) => `engine/${room}`);

const UI = [
  "core", "course/lessons", "course/exercises", "course/studies", "course/doctor", "subject/data/definitions", "subject/measurements", "page/features/slice", "page/state", "subject/models/registry", "page/equations", "page/torch", "delivery/offline", "page/i18n", "react", "react-dom",
  "engine/worker/rpc", "zustand", "katex", "uplot", "@codemirror", "@lezer/highlight",
];

/** @type {Readonly<Record<string, Row | "anything">>} */
export const importTable = {
  core: { may: ["fflate"], types: ["@tensorflow/tfjs-core"], tests: ["subject/data/definitions", "subject/measurements"] },
  "subject/models": { may: ["core", "subject/data/definitions"], types: ["@tensorflow/tfjs-core", "subject/presets"] },
  "subject/models/quality": { may: ["core", "subject/quality"] },
  "subject/models/registry": { may: ["core", "subject/models", "torchSubset/description", "fflate", "valibot"], types: ["@tensorflow/tfjs-core"], tests: ["torchSubset/program", "engine/worker/host"] },
  /** Executes programs. The page's thread may not import it, nor `program` and `python`. */
  "subject/models/executed": { may: ["subject/models/registry", "torchSubset/program"], types: ["core"] },
  "subject/data/definitions": { may: ["core"], tests: ["subject/data"] },
  "subject/data": { may: ["core", "subject/data/definitions", "@noble/hashes", "fflate"], types: ["@tensorflow/tfjs-core"] },
  "subject/metrics": { may: ["core", "@noble/hashes"], types: ["@tensorflow/tfjs-core"] },
  "subject/measurements": { may: ["core"], types: ["subject/metrics"], tests: ["subject/data", "subject/data/definitions", "subject/metrics", "engine/measures", ...ENGINE] },
  "engine/measures": {
    may: [
      "core", "subject/data", "subject/data/definitions", "subject/metrics", "subject/measurements", "engine/device", "engine/step", "engine/pictures", "engine/measurementInputs", "@tensorflow",
    ],
    tests: ENGINE,
  },
  "subject/measurements/facts": { may: ["core"], types: ["subject/measurements", "subject/measurements/texts"] },
  "subject/measurements/texts": { may: ["subject/measurements/beside"], types: ["core", "subject/measurements"] },
  "subject/measurements/beside": { types: ["core"] },
  "page/equations": { may: ["core", "katex"], types: ["@tensorflow/tfjs-core"] },
  "torchSubset/python": { may: ["core", "@lezer/common", "@lezer/python"] },
  "torchSubset/description": { may: ["core", "valibot"] },
  "torchSubset/program": { may: ["core", "torchSubset/python", "@noble/hashes"], types: ["torchSubset/description", "@tensorflow/tfjs-core"], tests: ["subject/models/registry", "page/torch", "step-compiler/passes", "@tensorflow", ...ENGINE] },
  "page/torch": { may: ["core"], collects: ["subject/models", "subject/data"], tests: ["subject/models"] },
  "subject/presets": { may: ["core", "subject/models/registry"], collects: ["subject/models"] },
  "subject/quality": { may: ["core"], types: ["subject/measurements"] },
  "course/lessons": { may: ["core"], types: ["subject/quality", "subject/measurements"], tests: ["subject/measurements", "subject/data/definitions", "page/state"] },
  "course/lessons/quality": { may: ["core", "subject/quality", "course/lessons"] },
  "course/exercises": { may: ["core"], types: ["course/lessons", "subject/measurements"], tests: ["course/exercises/check", "torchSubset/program", "page/state", "subject/measurements", "engine/device", "engine/testing"] },
  "course/exercises/check": { may: ["core", "torchSubset/python", "torchSubset/program", "course/exercises"], tests: ["engine/device", "engine/testing"] },
  "course/studies": { may: ["core"], types: ["course/lessons", "subject/measurements"], tests: ["subject/measurements", "page/state"] },
  "course/studies/quality": { may: ["core", "subject/quality", "course/studies"], types: ["subject/measurements"] },
  "course/doctor": { may: ["core", "subject/measurements"], tests: ["subject/data/definitions", "page/features/doctor"] },
  "page/i18n": {
    may: ["core", "subject/models", "subject/data/definitions", "subject/measurements/beside"], types: ["course/lessons", "course/exercises", "course/studies", "subject/measurements"],
    collects: ["course/lessons", "course/exercises", "course/studies", "subject/measurements/texts", "page/features", "page/ui"],
  },
  /** Events that a worker sends to the page. */
  "engine/events": { may: ["core"], types: ["subject/measurements"] },
  "engine/scheduling": { may: ["core"], tests: ENGINE },
  "engine/device": { may: ["core", "engine/scheduling", "step-compiler/trace", "step-compiler/wasm", "@tensorflow"], tests: [...ENGINE, ...COMPILER] },
  "engine/step": { may: ["core", "subject/data/definitions", "engine/device", "@tensorflow"], tests: [...ENGINE, "subject/metrics"] },
  "engine/trainer": {
    may: ["core", "subject/data", "subject/data/definitions", "engine/scheduling", "engine/device", "engine/step", ...COMPILER, "@tensorflow"], tests: ENGINE,
  },
  "engine/check": {
    may: ["core", "subject/models/executed", "engine/device", "engine/trainer", "@tensorflow"], types: ["subject/data", "engine/scheduling"], tests: ENGINE,
  },
  "engine/pictures": {
    may: ["core", "subject/data", "subject/data/definitions", "subject/metrics", "engine/scheduling", "engine/device", "engine/step", "@tensorflow"], tests: ENGINE,
  },
  "engine/completion": {
    may: ["core", "subject/data/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "@tensorflow"], tests: ENGINE,
  },
  "engine/measurementInputs": {
    may: ["core", "subject/metrics", "engine/device", "engine/step", "engine/pictures", "@tensorflow"], types: ["subject/data", "subject/measurements"],
    tests: [...ENGINE, "subject/data", "subject/data/definitions"],
  },
  "engine/measurements": {
    may: [
      "core", "subject/data", "subject/data/definitions", "subject/metrics", "subject/measurements", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "engine/measurementInputs",
      "@tensorflow",
    ],
    types: ["engine/trainer"], collects: ["engine/measures"], tests: ENGINE,
  },
  "engine/follow": {
    may: ["core", "subject/data/definitions", "subject/metrics", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "engine/measurementInputs", "@tensorflow"], tests: ENGINE,
  },
  "engine/slowMotion": {
    may: ["core", "subject/data", "engine/scheduling", "engine/device", "engine/step", "engine/pictures", "engine/follow", "@tensorflow"],
    types: ["engine/trainer"], tests: ENGINE,
  },
  "engine/run": {
    may: [
      "core", "subject/models/executed", "subject/data", "subject/data/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/trainer", "engine/check",
      "engine/pictures", "engine/completion", "engine/measurements", "engine/follow", "engine/slowMotion",
    ],
    types: ["engine/events", "subject/metrics", "subject/measurements"], tests: [...ENGINE, "@tensorflow"],
  },
  "engine/machine": {
    may: [
      "core", "subject/models/registry", "subject/data/definitions", "engine/scheduling", "engine/device", "engine/step", "engine/trainer", "engine/check",
      "step-compiler/wasm", "step-compiler/wgsl", "@tensorflow",
    ],
    tests: ENGINE,
  },
  "engine/parity": {
    may: ["core", "subject/data/definitions", "engine/step", "engine/trainer", "step-compiler/trace", "step-compiler/passes", "@tensorflow"], tests: ENGINE,
  },
  "engine/testing": { tests: ["core", "subject/data", "subject/data/definitions", ...ENGINE] },
  "step-compiler/index": { may: ["step-compiler/api", ...COMPILER] },
  "step-compiler/api": { may: [...COMPILER, "@tensorflow"], tests: ["step-compiler/index"] },
  "step-compiler/ir": { tests: COMPILER },
  "step-compiler/trace": { may: ["step-compiler/ir", "step-compiler/passes", "@tensorflow"] },
  "step-compiler/passes": { may: ["step-compiler/ir"] },
  "step-compiler/wasm": { may: ["step-compiler/ir"], tests: COMPILER },
  "step-compiler/wgsl": { may: ["step-compiler/ir"], tests: COMPILER },
  "engine/worker/rpc": { may: ["core"], tests: ["engine/worker/host"] },
  "engine/worker/protocol": { types: ["core", "engine/events", "engine/worker/rpc", "engine/worker/siblings", "subject/measurements"] },
  "engine/worker/siblings": { types: ["engine/worker/rpc"], tests: ["engine/worker/host"] },
  "engine/worker/client": { may: ["core", "engine/events", "engine/worker/rpc"], types: ["engine/worker/protocol"], tests: ["engine/worker/host"] },
  "engine/worker/host": {
    may: ["core", "engine/events", "subject/data", "engine/run", "engine/check", "engine/machine", "engine/measurements", "engine/device", "engine/trainer", "step-compiler/wasm", "engine/worker/rpc", "engine/worker/siblings", "valibot"],
    types: ["engine/worker/protocol"],
  },
  /** The workers' entry, and the commands that features add to a run's. */
  "page/worker": {
    may: ["core", "engine/worker/host"], types: ["engine/worker/protocol", "engine/run"], collects: ["page/features/worker", "page/features/program"],
  },
  "page/embed": { may: ["core", "valibot"], types: ["page/app", "page/state"] },
  "delivery/offline": { may: ["core", "valibot"] },
  "delivery/serviceWorker": { may: ["delivery/offline"] },
  "page/state": {
    may: ["core", "page/features/slice", "course/lessons", "course/exercises", "course/studies", "subject/data/definitions", "subject/measurements", "subject/models/registry", "subject/presets", "zustand", "valibot", "idb"],
    types: ["engine/worker/client", "engine/worker/rpc", "engine/worker/protocol", "engine/events", "page/i18n"], tests: ["torchSubset/program"],
  },
  "page/ui": { may: [...UI, "page/ui/measurements"], types: ["torchSubset/python", "torchSubset/program"], tests: ["page/app", "page/app/testing"] },
  "page/ui/measurements": { may: [...UI, "page/ui"], collects: ["subject/measurements/facts"] },
  /** A feature's slice of the store, and the list of all slices. A slice may fetch its feature's English texts: a preference declares them. */
  "page/features/slice": { may: ["core"], types: ["page/i18n", "course/lessons", "course/exercises", "course/studies"] },
  /** Each feature's folder, except its slice. No feature imports another one. */
  "page/features": {
    may: [...UI, "page/ui", "page/ui/measurements", "page/embed", "subject/presets", "valibot", "fflate", "fontkit", "gifenc", "jspdf", "mediabunny", "svg2pdf.js", "uqr", "cmdk"],
    types: ["torchSubset/python", "torchSubset/program", "course/exercises/check", "engine/worker/protocol", "page/features/worker", "page/features/program"], tests: ["page/app", "page/app/testing", "engine/worker/host", "jsqr", "page/features/parts"],
  },
  /** A feature's commands of the run's worker. */
  "page/features/worker": { may: ["core", "subject/data", "subject/data/definitions", "subject/metrics", "torchSubset/program", "course/exercises", "course/exercises/check", ...ENGINE.filter((room) => room !== "engine/testing")], tests: ["engine/testing"] },
  /** A feature's program for a separate worker. */
  "page/features/program": { may: ["core", "subject/data", "subject/data/definitions", "torchSubset/program", "engine/worker/rpc"] },
  "page/features/parts": { may: ["page/features/preferences"], collects: ["page/features"], types: ["page/state", "page/ui"] },
  /** The page's thread executes no program. */
  "page/app": { mayNot: ["torchSubset/python", "torchSubset/program", "subject/models/executed", "course/exercises/check", "page/features/worker", "page/features/program"] },
  "page/app/testing": "anything",
};

const testsMay = ["vitest", "fast-check", "fake-indexeddb", "node:", "@tensorflow", "subject/models", "subject/models/registry", "subject/presets", "page/i18n"];

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
  const withoutEnding = (/** @type {string} */ name) => name.replace(/(\.test)?\.tsx?$/, "");
  if (inPackage !== undefined) return `${inPackage}/${withoutEnding(inSource.split("/")[0] ?? "")}`;
  const [wing = "", room = "", third = ""] = inSource.split("/");
  const folder = `${wing}/${withoutEnding(room)}`;
  const name = withoutEnding(third);
  const part = (/** @type {string | false | undefined} */ found) => (found ? `${folder}/${found}` : folder);
  switch (folder) {
    case "subject/models":
      if (["registry", "programs", "packed", "described", "testing"].includes(name)) return part("registry");
      return part(name === "executed" ? name : /\/quality\.ts$/.test(inSource) && "quality");
    case "course/lessons": case "course/studies": return part(/\/quality\.ts$/.test(inSource) && "quality");
    case "course/exercises": return part(["check", "compute"].includes(name) && "check");
    case "subject/data": return part((name === "registry" || third === "shared" || /\/(definition|texts\.[\w-]+)(\.ts)?$/.test(inSource)) && "definitions");
    case "subject/measurements": return part(/\/.+\/.+\/(facts|texts|beside)\b/.exec(inSource)?.[1]);
    case "page/ui": return part(third === "measurements" && third);
    case "page/features":
      if (name === "parts" || name === "commandFiles") return part("parts");
      return part(/\/(worker|program)(\.test)?(\.ts)?$/.exec(inSource)?.[1] ?? (name === "registry" || /\/slice(\.ts)?$/.test(inSource) ? "slice" : name));
    case "page/app": return part(third === "testing" && third);
    case "engine/worker": return part(["rpc", "protocol", "client", "siblings"].find((start) => name.startsWith(start)) ?? "host");
    default: return wing === "core" ? wing : folder;
  }
}

/** The folders of `src`. Each may import only those before it; tests may import any. */
export const WINGS = ["core", "torchSubset", "subject", "engine", "course", "delivery", "page"];
const wingOf = (/** @type {string} */ unit) => WINGS.indexOf(unit.split("/")[0] ?? "");

/** Returns the row of the table for a unit: features share one. */
export const rowOf = (/** @type {string} */ unit) => (unit in importTable || !unit.startsWith("page/features/") ? unit : "page/features");

/** The feature in whose folder a file is, or undefined. */
const featureOf = (/** @type {string} */ file) => /\/src\/page\/features\/([^/]+)\//.exec(file.split(path.sep).join("/"))?.[1];

/** `@noble/hashes/sha2` is allowed by "@noble/hashes", `@tensorflow/tfjs-core/dist/x` by "@tensorflow". */
const covers = (/** @type {string} */ allowed, /** @type {string} */ specifier) =>
  specifier === allowed || specifier.startsWith(allowed.endsWith(":") ? allowed : `${allowed}/`);

/**
 * Returns null if the import is allowed, otherwise the reason why it is not.
 * @param {string} file the importing file
 * @param {string} specifier as written
 * @param {"type" | "value" | "fetch" | "glob" | "address"} kind "fetch": by `import()`; "address": by `new URL()`, which imports nothing
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
  if (relative && to !== null && wingOf(to) > wingOf(from) && !isTest(file)) return `the wing ${from.split("/")[0]} may not import ${to}: it is a later one`;
  if (kind === "address") return null;
  if (to === from || (from === "page/features/slice" && kind === "fetch" && feature && target.endsWith("/texts.en"))) return null;
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
    /** @param {import("eslint").Rule.Node} node @param {unknown} source @param {"type" | "value" | "fetch" | "glob" | "address"} kind */
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
      /** The address of a file, such as a worker's. @param {any} node */
      'NewExpression[callee.name="URL"]': (node) => {
        const [address] = node.arguments;
        if (address?.type === "Literal" && String(address.value).startsWith(".")) check(node, address.value, "address");
      },
    };
  },
};
