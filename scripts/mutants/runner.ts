/**
 * Runs each test once unchanged, then once for each mutant that it executes and that no test has noticed yet. A mutant is noticed if the test fails.
 * After that the test must pass without the mutant; otherwise the rest of the file is repeated in a new process.
 */
import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import type { RunnerTestCase as Test, RunnerTestSuite as Suite } from "vitest";
import { VitestTestRunner } from "vitest/runners";
import { getFn, getHooks } from "vitest/suite";

export interface State {
  /** The mutants to try. */
  readonly sample: readonly number[];
  readonly killed: Record<string, string>;
  /** The mutants that a test executed, and those that were executed while a file was loaded. */
  readonly executed: number[];
  readonly loaded: number[];
  /** Tests that are done, and files to repeat, whose tests failed because of an earlier mutant. */
  readonly done: string[];
  readonly again: string[];
}

/** A test that takes more processor time runs unchanged only: other tests must notice the mutants. */
const SLOWEST_MS = Number(process.env["MUTANT_SLOWEST"] ?? 1000);
fc.configureGlobal({ seed: 1, endOnFailure: true });

const seen = new Set<number>();
let spoilt = false;
let active = -1;
let left = Infinity;
Object.assign(globalThis, { $m: (mutant: number) => {
  if (active === -1) seen.add(mutant);
  if (mutant !== active) return false;
  if (left-- <= 0) throw new Error("This mutant goes round in a circle.");
  return true;
} });

async function hooks(suite: Suite | undefined, kind: "beforeEach" | "afterEach", context: object): Promise<(() => unknown)[]> {
  if (suite === undefined) return [];
  const outer = suite.suite ?? (suite === suite.file ? undefined : suite.file);
  const undo = kind === "beforeEach" ? await hooks(outer, kind, context) : [];
  for (const hook of getHooks(suite)[kind]) {
    const result: unknown = await Reflect.apply(hook, undefined, [context, suite]);
    if (typeof result === "function") undo.push(() => Reflect.apply(result, undefined, []));
  }
  if (kind === "afterEach") await hooks(outer, kind, context);
  return undo;
}

async function passes(test: Test, mutant: number, limitMs: number): Promise<boolean> {
  [active, left] = [mutant, 1e6];
  const suite = test.suite ?? test.file;
  const whole = (async () => {
    try {
      const undo = await hooks(suite, "beforeEach", test.context);
      await getFn(test)();
      for (const one of undo.reverse()) await one();
      return true;
    } catch {
      return false;
    } finally {
      await hooks(suite, "afterEach", test.context).catch(() => undefined);
    }
  })();
  let timer;
  const late = new Promise<boolean>((resolve) => { timer = realSetTimeout(() => resolve(false), limitMs); });
  const passed = await Promise.race([whole, late]);
  realClearTimeout(timer);
  active = -1;
  return passed;
}
const [realSetTimeout, realClearTimeout, now] = [setTimeout, clearTimeout, performance.now.bind(performance)];

export default class MutantRunner extends VitestTestRunner {
  async runTask(test: Test): Promise<void> {
    const file = process.env["MUTANT_STATE"];
    if (file === undefined) throw new Error("MUTANT_STATE names no file.");
    if (spoilt) return;
    const state: State = JSON.parse(readFileSync(file, "utf8"));
    state.loaded.push(...seen);
    seen.clear();
    const [began, computed] = [now(), process.cpuUsage()];
    await getFn(test)();
    const took = now() - began;
    const { user, system } = process.cpuUsage(computed); // microseconds
    state.executed.push(...seen);
    const sample = new Set(state.sample);
    const covered = [...seen].filter((mutant) => sample.has(mutant) && !(mutant in state.killed));
    seen.clear();
    if ((user + system) / 1000 <= SLOWEST_MS && covered.length > 0 && !state.done.includes(test.id)) {
      const suite = test.suite ?? test.file;
      await hooks(suite, "afterEach", test.context);
      const limitMs = Math.max(3000, 30 * took);
      // A test that fails when it is repeated gives no result about mutants.
      if (await passes(test, -1, limitMs)) {
        for (const mutant of covered) {
          writeFileSync(`${file}.trying`, String(mutant));
          if (await passes(test, mutant, limitMs)) continue;
          state.killed[mutant] = test.name;
          spoilt = !(await passes(test, -1, limitMs));
          if (spoilt) break;
        }
      }
      seen.clear();
      if (!spoilt) await hooks(suite, "beforeEach", test.context);
    }
    writeFileSync(`${file}.trying`, "");
    if (spoilt) state.again.push(test.file.filepath);
    else state.done.push(test.id);
    for (const list of [state.executed, state.loaded]) list.splice(0, list.length, ...new Set(list));
    writeFileSync(file, JSON.stringify(state));
  }
}
