// @ts-check
/**
 * The rules of `npm run lint` beyond the compiler: allowed imports, seeded randomness only, no synchronous read-back, no
 * types that evade the checks. Reasons: docs/rules.md. Rules about promises need types and are in oxlint.json:
 * oxlint gets the types from TypeScript's native compiler, in a fifth of the time.
 */
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { HIDDEN_MESSAGE, HIDDEN_NAMES } from "./scripts/lint/hiddenNames.js";
import { importRule } from "./scripts/lint/importTable.js";

/** Every random number comes from src/core/run/philox.ts, so that a run is a function of its configuration. */
const SEEDED = "Random numbers come from src/core/run/philox.ts: (seed, purpose, step).";
const RANDOM_OPERATIONS =
  "/^(random(Normal|StandardNormal|Uniform|UniformInt|Gamma)|truncatedNormal|multinomial|rand)$/";

/** @type {{ selector: string; message: string }[]} */
const unseeded = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: SEEDED },
  { selector: `MemberExpression[property.name=${RANDOM_OPERATIONS}]`, message: SEEDED },
  { selector: `ImportSpecifier[imported.name=${RANDOM_OPERATIONS}]`, message: SEEDED },
  { selector: "CallExpression[callee.property.name='getRandomValues']", message: SEEDED },
];
const readBack = [
  {
    selector: "MemberExpression[property.name=/^(dataSync|arraySync|bytesSync)$/]",
    message: "Synchronous read-back stalls every backend and copies slowly on WebGPU: await data() between steps.",
  },
];

const NAMED = ["JSXAttribute[name.name=/^(id|className)$/]", "AssignmentExpression[left.property.name=/^(id|className)$/]"];
const hidden = NAMED.flatMap((place) => [`Literal[value=/${HIDDEN_NAMES}/]`, `TemplateElement[value.raw=/${HIDDEN_NAMES}/]`]
  .map((text) => ({ selector: `${place} ${text}`, message: HIDDEN_MESSAGE })));

const keys = ["MemberExpression[object.name='event'][property.name='key']", "JSXAttribute[name.name=/^onKey/] ObjectPattern > Property[key.name='key']"].map((selector) => ({
  selector, message: "The key that is meant depends on the layout and the input method: ask meantKey of src/page/ui/kit.",
}));

const sources = ["src/**/*.ts", "src/**/*.tsx", "packages/*/src/**/*.ts"];
const tests = ["**/*.test.ts", "**/*.test.tsx", "{src,packages}/**/testing.ts"];
const fixtures = "scripts/lint/fixtures/**";
/** Examples that tests copy into src/subject/models/, src/subject/measurements/ and src/page/features/. */
const examples = ["scripts/new/skeletons/**", "e2e/clashing/**"];

export default tseslint.config(
  { ignores: ["dist/**", "packages/*/dist/**", "dist-single/**", "release/**", "dist-site/**", "public/**", "test-results/**", "playwright-report/**", "bench/results/**", fixtures, ...examples] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      eqeqeq: "error",
    },
  },
  {
    files: [...sources, fixtures],
    plugins: { "elbo-room": { rules: { imports: importRule } } },
    rules: { "elbo-room/imports": "error", "no-restricted-syntax": ["error", ...readBack, ...hidden, ...keys] },
  },
  {
    files: [...["core", "engine", "subject/models", "subject/data", "subject/metrics", "subject/measurements", "page/worker"].map((folder) => `src/${folder}/**`), "packages/*/src/**"]
      .flatMap((files) => [files, `scripts/lint/fixtures/${files}`]),
    rules: { "no-restricted-syntax": ["error", ...readBack, ...unseeded] },
  },
  { files: tests, rules: { "no-restricted-syntax": "off" } },
  {
    files: [...sources, fixtures], ignores: tests,
    rules: {
      "no-restricted-globals": ["error", {
        globals: [
          ...["localStorage", "sessionStorage"].map((name) => ({ name, message: "Texts are kept by core/browser/browserTexts." })),
          ...["encodeURI", "encodeURIComponent"].map((name) => ({ name, message: "It throws at half a character: encodeText of core/wellFormed does not." })),
        ],
        checkGlobalObject: true,
      }],
    },
  },
  { files: [fixtures], ...tseslint.configs.disableTypeChecked },
  {
    files: ["src/**/*.tsx", "src/**/use*.ts"],
    plugins: { "react-hooks": reactHooks },
    rules: process.env["EXHAUSTIVE"] ? {
      ...reactHooks.configs.flat["recommended"]?.rules,
      // It also reports passing `drawing.canvas`, a ref that a hook returns beside other values, as `ref`.
      "react-hooks/refs": "off",
    } : {
      // The other rules run React's compiler on each component, which takes longer than all rules together; `npm run test:all` has them.
      "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error",
    },
  },
);
