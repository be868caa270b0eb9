/**
 * A reader with several tabs of one run, which are reloaded, closed, opened again and duplicated in a given order. After each action, when everything
 * has been saved, each tab must have its own run. It needs the stubs of `tabs.test.ts`: steps without arithmetic.
 */
import { database } from "../../../state/database";
import { listRuns } from "../../keptRuns/runStore";
import type { ThreadGlobals } from "./browser";
import { enterWorld } from "./simulate";
import { openTab, type Entry, type Tab, type Visit } from "./tab";
import { World, type Thread } from "./world";

const LINK = "model=vae&data=line&hidden=16&batch=16&latent=2&backend=wasm";
/** Milliseconds of virtual time after which a run that does not train has been saved, even if another tab has it open. */
const REST = 20_000;
/** A run with fewer steps is not saved. */
const FIRST_STEPS = 120;

/** One of the reader's tabs, open or closed. */
interface Mine {
  /** Null: it is closed. */
  tab: Tab | null;
  visit: Visit | null;
  /** The run that each entry of its history must show, and the step at which it is saved; null: one that is not saved yet. */
  runs: readonly (Run | null)[];
  /** The index of its current entry. */
  at: number;
}

interface Run {
  readonly id: string;
  readonly step: number;
  /** A duplicate has the entry, too: either tab may open the run, and the other one a copy. */
  readonly shared: boolean;
}

const runOf = ({ runs, at }: Mine) => runs[at] ?? null;
const withRun = (mine: Mine, run: Run | null) => { mine.runs = mine.runs.with(mine.at, run); };

/** Chromium forgets the marks of all entries when the page becomes cross-origin isolated. */
const withoutMarks = ({ entries, ...visit }: Visit): Visit => ({ ...visit, entries: entries.map(({ fragment }) => ({ fragment, mark: null })) });

/** A reader with tabs. `problems` has what is wrong. */
class TabReader {
  readonly problems: string[] = [];
  readonly #world: World;
  readonly #globals: Map<Thread, ThreadGlobals>;
  readonly #mine: Mine[] = [];
  #done: readonly string[] = [];
  #seeds = 1;
  /** The runs of entries that a new entry has replaced. */
  readonly #former: (Run | null)[] = [];

  constructor(world: World, globals: Map<Thread, ThreadGlobals>) {
    this.#world = world;
    this.#globals = globals;
  }

  #problem(what: string): void {
    this.problems.push(`${this.#done.join(", ")}: ${what}`);
  }

  #open(at: Entry | Visit): Promise<Tab> {
    return openTab(this.#world, this.#globals, () => () => Promise.reject(new Error("no shards here")), at);
  }

  /** Does something as a task of the tab. */
  #within(tab: Tab, work: () => unknown): Promise<unknown> {
    return new Promise((resolve) => { this.#world.queue(`${tab.thread.name} events`, () => resolve(work()), tab.thread); });
  }

  async #train(mine: Mine, steps: number): Promise<void> {
    const { tab } = mine;
    if (!tab) return;
    await this.#within(tab, () => tab.session.train({ steps }));
    const run = runOf(mine);
    if (run) withRun(mine, { ...run, step: tab.state().step });
  }

  #close(mine: Mine): void {
    if (!mine.tab) return;
    mine.tab.close();
    mine.visit = mine.tab.visit();
    mine.tab = null;
  }

  async #reopen(mine: Mine, at = (visit: Visit) => visit): Promise<void> {
    if (!mine.tab && mine.visit) mine.tab = await this.#open(at(mine.visit));
  }

  /** Duplicates a tab. Its copy of the run is saved while the tabs rest. */
  async #duplicate(mine: Mine): Promise<void> {
    const { tab, runs, at } = mine;
    if (!tab) return;
    const before = runs.map((run, i) => (run && i !== at ? { ...run, shared: true } : run));
    mine.runs = before;
    const copy = await this.#open(tab.visit());
    this.#mine.push({ tab: copy, visit: null, runs: before.with(at, null), at });
    await this.#world.until(() => copy.state().phase === "paused", REST);
    if (copy.state().step !== tab.state().step) this.#problem(`the duplicate shows step ${copy.state().step} instead of ${tab.state().step}`);
  }

  /** Reloads these tabs at once. */
  async #reload(all: readonly Mine[], at?: (visit: Visit) => Visit): Promise<void> {
    const open = all.filter(({ tab }) => tab);
    open.forEach((one) => this.#close(one));
    await Promise.all(open.map((one) => this.#reopen(one, at)));
  }

  /** Opens the first tab, which trains. */
  async begin(): Promise<void> {
    const first: Mine = { tab: await this.#open({ fragment: LINK, mark: null }), visit: null, runs: [null], at: 0 };
    this.#mine.push(first);
    await this.#train(first, FIRST_STEPS);
    await this.#check();
  }

  async act(what: string): Promise<void> {
    this.#done = [...this.#done, what];
    const [action, name = "0"] = what.split(" ");
    const mine = this.#mine[Number(name)];
    if (!mine) return; // there is no such tab yet
    switch (action) {
      case "train": await this.#train(mine, 7 + Number(name)); break;
      case "reload": await this.#reload([mine]); break;
      case "isolate": await this.#reload([mine], withoutMarks); break;
      case "reload-all": await this.#reload(this.#mine); break;
      case "restore-all": // the browser is closed and opened again
        this.#mine.forEach((one) => this.#close(one));
        await this.#world.wait(REST);
        await Promise.all(this.#mine.map((one) => this.#reopen(one)));
        break;
      case "close": this.#close(mine); break;
      case "reopen": await this.#reopen(mine); break;
      case "away": // to another site, and Back
        this.#close(mine);
        await this.#world.wait(REST);
        await this.#reopen(mine);
        break;
      case "duplicate": await this.#duplicate(mine); break;
      case "duplicate-reload": // before the copy is saved: until then the browser has no difference between the two tabs
        await this.#duplicate(mine);
        mine.runs = mine.runs.map((run) => run && { ...run, shared: true });
        await this.#reload(this.#mine);
        break;
      case "another": await this.#another(mine); break;
      case "back": await this.#go(mine, -1); break;
      case "forward": await this.#go(mine, 1); break;
      default: throw new Error(what);
    }
    await this.#check();
  }

  /** Opens a run of another seed in a new entry, and trains it. */
  async #another(mine: Mine): Promise<void> {
    const { tab } = mine;
    if (!tab) return;
    await this.#within(tab, () => void tab.session.setSeed(++this.#seeds));
    this.#former.push(...mine.runs.slice(++mine.at));
    mine.runs = [...mine.runs.slice(0, mine.at), null];
    await this.#world.wait(REST);
    await this.#train(mine, FIRST_STEPS);
  }

  async #go(mine: Mine, by: number): Promise<void> {
    const visit = mine.tab?.visit();
    const to = visit?.entries[visit.shown + by];
    if (!mine.tab || !to) return;
    mine.at += by;
    // The entry of a page that was not isolated is loaded again.
    if (to.mark === null) await this.#reload([mine], (before) => ({ ...before, shown: mine.at }));
    else mine.tab.go(by);
    await this.#world.wait(REST);
  }

  /** When everything has been saved: checks the tabs and the saved runs. */
  async #check(): Promise<void> {
    await this.#world.wait(REST);
    const saved = new Map((await listRuns()).runs.map(({ id, step }) => [id, step]));
    const open = this.#mine.filter(({ tab }) => tab);
    for (const [i, mine] of this.#mine.entries()) {
      if (!mine.tab) continue;
      const { keptAs, step, keptOffer } = mine.tab.state();
      const run = runOf(mine);
      if (run && !run.shared && run.id !== keptAs) this.#problem(`tab ${i} shows the run ${keptAs} instead of ${run.id}`);
      if (run && (run.shared ? step < run.step : step !== run.step)) this.#problem(`tab ${i} is at step ${step} instead of ${run.step}`);
      if (keptOffer?.kind === "not-kept") this.#problem(`tab ${i} cannot save its run`);
      if (keptAs === null || saved.get(keptAs) !== step) this.#problem(`tab ${i} is at step ${step}, and its run is saved at ${keptAs === null ? "no step" : saved.get(keptAs)}`);
      else if (!run || run.shared) withRun(mine, { id: keptAs, step, shared: false });
    }
    const shown = open.map(({ tab }) => tab!.state().keptAs);
    if (new Set(shown).size < shown.length) this.#problem("two tabs have one run");
    const known = [...this.#former, ...this.#mine.flatMap(({ runs }) => runs)].flatMap((run) => run ?? []);
    for (const { id, step } of known) if (!((saved.get(id) ?? 0) >= step)) this.#problem(`the run ${id} is lost`);
    const needless = [...saved.keys()].filter((id) => known.every((run) => run.id !== id));
    if (needless.length > 0) this.#problem(`${needless.length} copies belong to no tab`);
    this.#world.uncaught.splice(0).forEach((error) => this.#problem(`nobody caught ${String(error)}`));
  }
}

/** Plays these actions. Resolves to what is wrong then; empty if nothing is. */
export async function playTabs(actions: readonly string[], seed?: number): Promise<readonly string[]> {
  const world = new World(seed === undefined ? { alone: true } : { seed, alone: true });
  const globals = new Map<Thread, ThreadGlobals>();
  const leave = enterWorld(world, globals, () => !world.current.ended);
  const reader = new TabReader(world, globals);
  try {
    await world.run(async () => {
      await database();
      await reader.begin();
      for (const action of actions) if (reader.problems.length === 0) await reader.act(action);
    });
    return reader.problems;
  } catch (error) {
    return [...reader.problems, `${actions.join(", ")}: ${error instanceof Error ? error.stack : String(error)}`];
  } finally {
    leave();
  }
}
