/**
 * `npm run mutants -- src/core src/page/state/urlCodec.ts` changes the code in many small ways, one at a time, and reports the changes that no unit
 * test notices. Arguments choose folders or files of `AREAS`; without arguments all areas run, for an hour or more.
 * MUTANT_SAMPLE=200 in the environment tries only 200 changes of each area, drawn by MUTANT_SEED=1. MUTANT_SLOWEST=300 leaves out
 * tests that take more than 300 milliseconds of processor time, MUTANT_TESTS="src/core src/page/state/link" those of other files: the result is then a
 * lower bound of what all tests notice.
 *
 * Stryker took 3.5 seconds for each mutant here, because it loads the modules again for most of them. This loads a test file and its modules once.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { uniforms } from "../../src/core/run/philox";
import { instrument, type Mutant } from "./instrument";
import type { State } from "./runner";

const root = path.join(import.meta.dirname, "../..");
const cache = path.join(root, "node_modules/.cache/mutants");
mkdirSync(cache, { recursive: true });

const sourcesIn = (folder: string) =>
  readdirSync(path.join(root, folder)).filter((name) => /^\w+\.ts$/.test(name) && name !== "testing.ts").map((name) => `${folder}/${name}`);
const filesOf = (folder: string, names: string) => names.split(" ").map((name) => `${folder}/${name}.ts`);
const testsIn = (...folders: readonly string[]) => folders.flatMap((folder) =>
  readdirSync(path.join(root, folder)).filter((name) => name.endsWith(".test.ts")).map((name) => `${folder}/${name}`));

interface Area {
  readonly name: string;
  readonly files: readonly string[];
  /** Tests that may notice a change: the files' own first, then those of code that uses them. */
  readonly tests: readonly string[];
}

const AREAS: readonly Area[] = [
  { name: "checkpoint", files: sourcesIn("src/page/state/checkpoint"), tests: [...testsIn("src/page/state/checkpoint"), ...filesOf("src/page/app", "runFiles/savedRuns.test trainedStarts.test")] },
  {
    name: "codecs", files: [...sourcesIn("src/page/state/link"), ...filesOf("src/page/state", "urlCodec runCardFile"), ...filesOf("src/page/features", "embed/embedCode talk/talkFile")],
    tests: [...testsIn("src/page/state", "src/page/state/link", "src/page/features/embed", "src/page/features/talk"), ...filesOf("src/page/app", "linkKeeper.test keptRuns/stored.test runFiles/runCard.test")],
  },
  {
    name: "run state",
    files: [...sourcesIn("src/page/app/run"), ...sourcesIn("src/page/app/run/machine"), ...sourcesIn("src/page/app/keptRuns/machine"), ...filesOf("src/page/app", "keptRuns/runStore keptRuns/runShelf keptRuns/keeping keptRuns/keptList keptRuns/writeLeft keptRuns/recalling runs/turns rewind/forking rewind/rewinding openings linkKeeper")],
    tests: [
      ...testsIn("src/page/app/run", "src/page/app/run/machine", "src/page/app/keptRuns", "src/page/app/keptRuns/machine", "src/page/app/rewind", "src/page/app/compare", "src/page/app/runs"),
      ...filesOf("src/page/app", "linkKeeper.test runFiles/savedRuns.test undo.test session.test trainedStarts.test handle.test settingChanges.test moments.test"),
    ],
  },
  { name: "check", files: sourcesIn("src/engine/check"), tests: testsIn("src/engine/check") },
  { name: "core", files: sourcesIn("src/core"), tests: [...testsIn("src/core"), ...testsIn("src/page/state", "src/subject/data", "src/subject/data/mnist", "src/subject/metrics", "src/page/app", "src/subject/models", "src/engine/step", "src/engine/run", "src/engine/follow")] },
  { name: "passes", files: sourcesIn("packages/step-compiler/src/passes"), tests: testsIn("packages/step-compiler/src/passes", "packages/step-compiler/src/wasm", "packages/step-compiler/src") },
];

/** The numbers of all mutants, or of a random sample of MUTANT_SAMPLE. */
function sampleOf(all: number): ReadonlySet<number> {
  const { MUTANT_SAMPLE: most, MUTANT_SEED: seed = "1" } = process.env;
  const drawn = uniforms({ seed: Number(seed), purpose: "sample", step: 0 }, all);
  return new Set(Array.from(drawn.keys()).sort((a, b) => drawn[a]! - drawn[b]!).slice(0, most === undefined ? all : Number(most)));
}

/** All tests, or those whose paths start with one of MUTANT_TESTS. */
function chosenTests(all: readonly string[]): readonly string[] {
  const { MUTANT_TESTS: begin } = process.env;
  return begin === undefined ? all : all.filter((file) => begin.split(" ").some((one) => file.startsWith(one)));
}

const chosen = (file: string) => process.argv.length === 2 || process.argv.slice(2).some((one) => file === path.normalize(one) || file.startsWith(path.join(one, path.sep)));

function run({ name, files, tests }: Area): void {
  const mutants: (Mutant & { readonly file: string })[] = [];
  const sources: Record<string, string> = {};
  let outside = 0;
  for (const file of files.filter(chosen)) {
    const one = instrument(readFileSync(path.join(root, file), "utf8"), mutants.length);
    sources[file] = one.code;
    mutants.push(...one.mutants.map((mutant) => ({ ...mutant, file })));
    outside += one.outside;
  }
  if (mutants.length === 0) return;
  const sample = sampleOf(mutants.length);
  const [sourcesAt, stateAt] = ["sources", "state"].map((kind) => path.join(cache, `${name.replace(" ", "-")}.${kind}.json`)) as [string, string];
  writeFileSync(sourcesAt, JSON.stringify(sources));
  const began = Date.now();
  let state: State = { sample: [...sample], killed: {}, executed: [], loaded: [], done: [], again: [] };
  const tryingAt = `${stateAt}.trying`;
  writeFileSync(tryingAt, "");
  for (let next = [...chosenTests(tests)]; next.length > 0; next = [...new Set(state.again)]) {
    writeFileSync(stateAt, JSON.stringify({ ...state, again: [] }));
    const ran = spawnSync(process.execPath, [path.join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "scripts/mutants/vitest.config.ts", ...next], {
      cwd: root, encoding: "utf8", maxBuffer: 2 ** 28, env: { ...process.env, MUTANT_SOURCES: sourcesAt, MUTANT_STATE: stateAt },
    });
    state = JSON.parse(readFileSync(stateAt, "utf8"));
    const said = `${ran.stdout}${ran.stderr}`;
    if (said.includes("Failed Suites")) throw new Error(`A test file cannot be loaded, or its first hook fails:\n${said.slice(-3000)}`);
    const trying = readFileSync(tryingAt, "utf8");
    writeFileSync(tryingAt, "");
    if (trying !== "") { // this mutant ended the process, for example by a failed assertion of Node
      state.killed[trying] = "the process";
      state.again.push(...next);
    }
    // A test that a mutant broke fails, and so may one that runs after it.
    if (ran.status !== 0 && state.again.length === 0) console.log(said.slice(-3000));
    console.log(`${next.length} test files: ${Object.keys(state.killed).length} of ${sample.size} noticed so far, ${Math.round((Date.now() - began) / 1000)} s`);
  }

  const [executed, loaded] = [new Set(state.executed), new Set(state.loaded)];
  let [killed, counted] = [0, 0];
  for (const file of Object.keys(sources)) {
    // Code that runs only while a file is loaded cannot be switched later.
    const own = mutants.map((mutant, id) => ({ ...mutant, id }))
      .filter((mutant) => mutant.file === file && sample.has(mutant.id) && (executed.has(mutant.id) || !loaded.has(mutant.id)));
    const survivors = own.filter(({ id }) => !(id in state.killed));
    [killed, counted] = [killed + own.length - survivors.length, counted + own.length];
    console.log(`\n${file}: ${own.length - survivors.length} of ${own.length}`);
    for (const { id, line, column, from, to } of survivors) {
      const short = (text: string) => text.replace(/\s+/g, " ").slice(0, 110);
      console.log(`  ${line}:${column} ${executed.has(id) ? "" : "(not executed) "}${short(from)}  →  ${short(to)}`);
    }
  }
  console.log(`\n${name}: ${killed} of ${counted} mutants noticed, ${(100 * killed / counted).toFixed(1)} %; ${sample.size < mutants.length ? `${sample.size} drawn from ${mutants.length}; ` : ""}${outside + sample.size - counted} more only run while a file is loaded; ${Math.round((Date.now() - began) / 1000)} s\n`);
}

for (const area of AREAS) run(area);
