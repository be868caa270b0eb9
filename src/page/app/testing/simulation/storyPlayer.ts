/** A story in progress: its tabs, its calls, and the expected results of its reader's newest requests. */
import { ElboError } from "../../../../core/errors";
import type { RunId } from "../../../../core/run/ids";
import { fillIns } from "../../../features/fillIn/actions";
import type { MeasurementId } from "../../../../subject/measurements/registry";
import type { Basis } from "../../../state/instrumentSettings";
import type { SavedRun } from "../../../state/session";
import type { State } from "../../../state/store";
import type { ThreadGlobals } from "./browser";
import type { Draw } from "./draw";
import { checkAtRest, checkKept, checkTab, FEW_STEPS, runOf, watchChanges, type Problem } from "./storyChecks";
import { described, patchOf } from "./storyTrace";
import { openTab, type Entry, type Tab, type Visit } from "./tab";
import type { Thread, World } from "./world";

/** An action of the reader. Its weight is its relative frequency. */
export type Action = (story: StoryPlayer, tab: Tab) => Promise<unknown>;
export type WeightedActions = readonly (readonly [weight: number, action: Action])[];

export const LINK = "model=vae&data=line&hidden=16&batch=16&latent=2&backend=wasm";
/** Milliseconds of virtual time between two actions. */
export const PAUSES = [0, 1, 5, 20, 100, 300, 1000];
/** Milliseconds of virtual time between two actions within a burst, while earlier calls are in progress. */
export const SHORT_PAUSES = [0, 0, 1, 2, 5];
/** Milliseconds until a run has enough steps to be saved. */
export const LONG_ENOUGH = 1800;
const FIRST_ENTRY: Entry = { fragment: LINK, mark: null };
/** Milliseconds of virtual time within which every call must settle. */
const PATIENCE = 60_000;
/** Milliseconds of virtual time after which a run that does not train has been saved, even if another tab has it open. */
const REST = 20_000;
const LOOK_EVERY = 200;
/** The probability of a burst. */
const BURSTS = 0.4;
/** The probability that an action of a burst is of the same kind as the previous one. */
const SAME_AGAIN = 0.4;

/** The kind of a call. */
interface CallTraits {
  /** It ends when its training does. */
  readonly trains?: boolean;
  readonly pauses?: boolean;
  /** It opens another run, or the same again. */
  readonly opens?: boolean;
  readonly forks?: boolean;
  readonly measures?: MeasurementId;
  /** The map's plane that it requests. */
  readonly plane?: Basis["kind"];
  /** The step to which it rewinds; null: the current step. */
  readonly rewindsTo?: number | null;
}

/** A call to a session. */
export interface Call extends CallTraits {
  readonly what: string;
  readonly tab: Tab;
  /** The run that was displayed when it began; null: it has not begun. */
  run: RunId | null;
  settled: boolean;
}

/** A story in progress. */
export class StoryPlayer {
  readonly actions: string[] = [];
  readonly problems: string[] = [];
  readonly world: World;
  readonly draw: Draw;
  readonly saved: SavedRun[] = [];
  /** For each tab, the state of the run that it left last with more than `FEW_STEPS`; none while another one is being left. */
  readonly left = new Map<Tab, State>();
  /** For each tab, the state of the run that is being left. */
  readonly #leaving = new Map<Tab, State>();
  /** The entries of `trace`; a task has two: its time and its thread's number. */
  readonly #trace: (string | number)[] = [];
  readonly #globals: Map<Thread, ThreadGlobals>;
  readonly #traced: boolean;
  readonly #calls: Call[] = [];
  /** For each tab, the run to which the newest request to open one must have led when no request is in progress. */
  readonly #expected = new Map<Tab, { readonly what: string; readonly holds: (state: State) => boolean }>();
  /** For each tab that displays the panel for fill-ins, the function that closes it. */
  readonly #panels = new Map<Tab, () => void>();
  #tabs: readonly Tab[] = [];
  #anything = 0;

  /** `traced`: the trace also has each message and each patch of a store. */
  constructor(world: World, draw: Draw, globals: Map<Thread, ThreadGlobals>, traced = false) {
    this.#traced = traced;
    this.world = world;
    this.draw = draw;
    this.#globals = globals;
    const names = new Map<Thread, number>();
    world.onTask = (thread, now) => {
      const name = names.get(thread) ?? names.size;
      names.set(thread, name);
      this.#trace.push(now, name);
    };
    if (traced) world.onMessage = (message) => void this.#trace.push(`message ${described(message)}`);
  }

  get tabs(): readonly Tab[] { return this.#tabs; }

  trace(): readonly string[] {
    const lines: string[] = [];
    const entries = this.#trace;
    for (let i = 0; i < entries.length; i++) lines.push(typeof entries[i] === "number" ? `${entries[i]} ${entries[++i]}` : String(entries[i]));
    return lines;
  }

  readonly problem: Problem = (what) => {
    const described = `after "${this.actions.at(-1)}": ${what}`;
    if (!this.problems.includes(described)) this.problems.push(described);
  };

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.draw() * from.length)]!;
  }

  say(what: string): void {
    this.actions.push(what);
    this.#trace.push(what);
  }

  /** Plays the story. Bursts consist of `quick` actions. */
  async play(quick: WeightedActions, long: WeightedActions): Promise<void> {
    const { world } = this;
    const first = await this.open(FIRST_ENTRY);
    await this.act(first, "train", (tab) => tab.session.train({}), { trains: true });
    await world.wait(this.pick([0, 50, 700, 1300, 2500]));
    const count = 3 + Math.floor(this.draw() * 6);
    for (let i = 0; i < count; i++) {
      await (this.draw() < BURSTS ? this.#burst(quick) : this.#drawn([...quick, ...long])(this, this.pick(this.#tabs)));
      this.#check();
      await world.wait(this.pick(PAUSES));
      this.#check();
    }
    await this.#end();
  }

  #drawn(from: WeightedActions): Action {
    let at = this.draw() * from.reduce((sum, [weight]) => sum + weight, 0);
    return from.find(([weight]) => (at -= weight) < 0)![1];
  }

  /** Begins two or three actions, each before the previous ones are done. Often the run trains and is worth saving. */
  async #burst(quick: WeightedActions): Promise<void> {
    const tab = this.pick(this.#tabs);
    if (this.draw() < 0.5) {
      await this.act(tab, "train first", () => tab.session.train({}), { trains: true });
      await this.world.wait(this.pick([50, 400, LONG_ENOUGH]));
    }
    const count = this.pick([2, 2, 3]);
    let action: Action | null = null;
    for (let i = 0; i < count; i++) {
      if (action) await this.world.wait(this.pick(SHORT_PAUSES));
      if (!action || this.draw() >= SAME_AGAIN) action = this.#drawn(quick);
      await action(this, tab);
      this.#check();
    }
  }

  async open(at: Entry | Visit): Promise<Tab> {
    const tab = await openTab(this.world, this.#globals, () => () => Promise.reject(new Error("no shards here")), at);
    this.#tabs = [...this.#tabs, tab];
    watchChanges(tab, this.problem);
    if (this.#traced) tab.store.subscribe((now, before) => void this.#trace.push(`patch ${described(patchOf(now, before))}`));
    tab.store.subscribe((now, before) => {
      if (now.undoStep !== before.undoStep && this.#leaving.has(tab)) this.left.set(tab, this.#leaving.get(tab)!);
      if (now.opened !== null || now.begun === before.begun) return;
      if (before.opened !== null && before.step <= FEW_STEPS) return;
      this.left.delete(tab);
      // If a run is replaced before it is open, or while another one is being left, either of them may be what "Undo" brings back.
      if (before.opened === null) this.#leaving.delete(tab);
      else this.#leaving.set(tab, before);
    });
    return tab;
  }

  close(tab: Tab, killed: boolean): void {
    if (killed) tab.kill();
    else tab.close();
    this.#tabs = this.#tabs.filter((one) => one !== tab);
  }

  /** Runs the action as a task of the tab, as a browser runs an event handler. */
  act(tab: Tab, what: string, work: (tab: Tab) => unknown, traits: CallTraits = {}): Promise<Call> {
    this.say(`${this.#tabs.indexOf(tab)} ${what}`);
    const call: Call = { ...traits, what: this.actions.at(-1)!, tab, run: null, settled: false };
    this.#calls.push(call);
    const settled = (how: string) => {
      call.settled = true;
      this.#trace.push(`${call.what}: ${how}`);
    };
    return new Promise((resolve) => {
      this.world.queue(`${tab.thread.name} events`, () => {
        call.run = tab.state().run;
        Promise.resolve(work(tab)).then(() => settled("done"), (error: unknown) => {
          if (tab.thread.ended) return;
          const { code, message } = ElboError.of(error);
          settled(code);
          if (code !== "superseded") this.problem(`"${call.what}" failed: ${code} ${message}`);
        });
        queueMicrotask(() => process.nextTick(() => resolve(call))); // when the task's promises have settled: a browser paints no earlier
      }, tab.thread);
    });
  }

  /** Displays or closes the panel that fills in. It sends requests as the page's own panel does. */
  fillsIn(tab: Tab, shown: boolean): void {
    this.#panels.get(tab)?.();
    this.#panels.delete(tab);
    if (!shown) return;
    this.#panels.set(tab, tab.store.subscribe((now, before) => {
      const shown = tab.frames.latest("filling");
      if (before.filling !== null && now.filling === null && now.opened && shown?.done !== shown?.of) this.problem(`${tab.thread.name} has stopped filling in after ${shown?.done} of ${shown?.of}`);
      const same = now.fillIn === before.fillIn && now.opened === before.opened && (now.phase === "training") === (before.phase === "training");
      if (!same && now.opened) this.world.queue(`${tab.thread.name} events`, () => tab.session.actions(fillIns).fillInCurrent(), tab.thread);
    }));
  }

  /** Sets the expectation for the run to which the newest request of a tab leads. */
  expect(tab: Tab, what: string, holds: (state: State) => boolean): void {
    this.#expected.set(tab, { what, holds });
  }

  /** Sets no expectation: a move in the history arrives at an unknown time, before or after what is requested meanwhile. */
  expectAnything(tab: Tab): void {
    this.#anything++;
    this.#expected.delete(tab);
  }

  /** The number of calls of `expectAnything`. */
  get anything(): number { return this.#anything; }

  /** Does `work`, and expects that the tab displays the run that `work` opens synchronously. */
  opening<T>(tab: Tab, work: () => T): T {
    const { begun: before, opened: was } = tab.state();
    const result = work();
    const { begun, opened, forkedFrom } = tab.state();
    if (begun !== before || (was !== null && opened === null)) this.expect(tab, `the run ${runOf(begun)}`, (now) => runOf(now.begun) === runOf(begun) && now.forkedFrom === forkedFrom);
    return result;
  }

  underWay(tab: Tab): readonly Call[] {
    return this.#calls.filter((call) => call.tab === tab && !call.settled);
  }

  /** Waits for these calls. Resolves to false if they do not settle. */
  async settled(of: readonly Call[]): Promise<boolean> {
    const limit = this.world.now + PATIENCE;
    while (of.some(({ settled }) => !settled) && this.world.now < limit) await this.world.wait(LOOK_EVERY);
    return of.every(({ settled }) => settled);
  }

  #check(): void {
    for (const tab of this.#tabs) {
      checkTab(tab, this.problem);
      this.#checkNewest(tab);
      const newest = this.#expected.get(tab);
      if (newest && !this.underWay(tab).some(({ opens }) => opens) && !newest.holds(tab.state())) this.problem(`${tab.thread.name} shows ${runOf(tab.state().begun)} instead of ${newest.what}`);
    }
    this.world.uncaught.forEach((error) => this.problem(`nobody caught ${error instanceof Error ? error.stack : String(error)}`));
  }

  /** Checks the newest requests, if their run is still displayed. */
  #checkNewest(tab: Tab): void {
    const { run, opened, measuring, basis, rewound } = tab.state();
    const { name } = tab.thread;
    const newest = (is: (traits: CallTraits) => boolean) => {
      const all = this.#calls.filter((call) => call.tab === tab && is(call));
      const last = all.at(-1);
      return last?.run === run ? { last, settled: all.every(({ settled }) => settled) } : null;
    };
    const measured = newest(({ measures }) => measures !== undefined);
    if (measured && !measured.last.settled && opened && measuring?.id !== measured.last.measures) this.problem(`${name} measures ${measured.last.measures} and says ${JSON.stringify(measuring)}`);
    const plane = newest((traits) => traits.plane !== undefined);
    if (plane?.settled && basis.kind !== plane.last.plane) this.problem(`${name} shows the plane of ${basis.kind} instead of ${plane.last.plane}`);
    const rewind = newest((traits) => traits.rewindsTo !== undefined);
    if (rewind?.settled && rewind.last.rewindsTo === null && rewound !== null) this.problem(`${name} shows step ${rewound} instead of the current step`);
  }

  /** Waits until every call has settled, then checks everything that is displayed and saved. */
  async #end(): Promise<void> {
    for (const tab of this.#tabs) {
      if (this.draw() < 0.5) await this.settled(this.underWay(tab).filter(({ trains }) => !trains));
      await this.act(tab, "pause at the end", () => tab.session.pause(), { pauses: true });
    }
    const calls = this.#tabs.flatMap((tab) => this.underWay(tab));
    if (!(await this.settled(calls))) this.problem(`never settled: ${calls.filter(({ settled }) => !settled).map(({ what }) => what).join(", ")}`);
    const stood = this.#tabs.map((tab) => tab.state());
    await this.world.wait(REST);
    this.#check();
    this.#tabs.forEach((tab, i) => checkAtRest(tab, { stood: stood[i]!, fillsIn: this.#panels.has(tab) }, this.problem));
    await checkKept(this.#tabs, this.problem);
  }
}
