/** A story while it is told: its tabs, its calls, and what its reader's newest requests must lead to. */
import { ElboError } from "../../core/errors";
import type { RunId } from "../../core/run/ids";
import { fillIns } from "../../features/fillIn/actions";
import type { MeasurementId } from "../../measurements/registry";
import type { Basis } from "../../state/looking";
import type { SavedRun } from "../../state/session";
import type { State } from "../../state/store";
import type { Surroundings } from "./browser";
import type { Draw } from "./draw";
import { checkAtRest, checkKept, checkTab, FEW_STEPS, runOf, watchChanges, type Problem } from "./storyChecks";
import { openTab, type Entry, type Tab } from "./tab";
import type { Thread, World } from "./world";

/** What a reader may do. Weights say how often, relative to the others. */
export type Action = (story: Telling, tab: Tab) => Promise<unknown>;
export type Weighted = readonly (readonly [weight: number, action: Action])[];

export const LINK = "model=vae&data=line&hidden=16&batch=16&latent=2&backend=wasm";
/** Milliseconds of virtual time between two actions. */
export const PAUSES = [0, 1, 5, 20, 100, 300, 1000];
/** The same within a burst: what was asked for before is under way. */
export const SHORT_PAUSES = [0, 0, 1, 2, 5];
/** Until a run has so many steps that it is kept. */
export const LONG_ENOUGH = 1800;
const FIRST_ENTRY: Entry = { fragment: LINK, mark: null };
/** Milliseconds of virtual time: until whatever was asked for is done; until what is at rest is kept, also where another tab has it. */
const PATIENCE = 60_000;
const REST = 20_000;
const LOOK_EVERY = 200;
/** How often actions come in bursts. */
const BURSTS = 0.4;
/** How often an action of a burst is of the same kind as the one before it. */
const SAME_AGAIN = 0.4;

/** What kind of call it is. */
interface CallTraits {
  /** It ends when its training does. */
  readonly trains?: boolean;
  readonly pauses?: boolean;
  /** It opens another run, or the same once more. */
  readonly opens?: boolean;
  readonly measures?: MeasurementId;
  /** The plane on the map that it asks for. */
  readonly plane?: Basis["kind"];
  /** The step that it asks to be shown; null: the run as it stands. */
  readonly rewindsTo?: number | null;
}

/** Something that was asked of a session. */
export interface Call extends CallTraits {
  readonly what: string;
  readonly tab: Tab;
  /** The run that was displayed when it began; null: it has not begun. */
  run: RunId | null;
  settled: boolean;
}

/** A story while it is told. */
export class Telling {
  readonly actions: string[] = [];
  readonly problems: string[] = [];
  readonly world: World;
  readonly draw: Draw;
  readonly saved: SavedRun[] = [];
  /** The state of the run that each tab left last, of those with more than a few steps. */
  readonly left = new Map<Tab, State>();
  /** As `trace` tells it: of a task its time and its thread's number. */
  readonly #told: (string | number)[] = [];
  readonly #surroundings: Map<Thread, Surroundings>;
  readonly #calls: Call[] = [];
  /** Of each tab, the run that the newest request to open one must have led to, once no request is under way. */
  readonly #expected = new Map<Tab, { readonly what: string; readonly holds: (state: State) => boolean }>();
  /** Of each tab that displays the panel for fill-ins, how it is closed. */
  readonly #panels = new Map<Tab, () => void>();
  #tabs: readonly Tab[] = [];

  constructor(world: World, draw: Draw, surroundings: Map<Thread, Surroundings>) {
    this.world = world;
    this.draw = draw;
    this.#surroundings = surroundings;
    const names = new Map<Thread, number>();
    world.onTask = (thread, now) => {
      const name = names.get(thread) ?? names.size;
      names.set(thread, name);
      this.#told.push(now, name);
    };
  }

  get tabs(): readonly Tab[] { return this.#tabs; }

  trace(): readonly string[] {
    const lines: string[] = [];
    const told = this.#told;
    for (let i = 0; i < told.length; i++) lines.push(typeof told[i] === "number" ? `${told[i]} ${told[++i]}` : String(told[i]));
    return lines;
  }

  readonly problem: Problem = (what) => {
    const told = `after "${this.actions.at(-1)}": ${what}`;
    if (!this.problems.includes(told)) this.problems.push(told);
  };

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.draw() * from.length)]!;
  }

  say(what: string): void {
    this.actions.push(what);
    this.#told.push(what);
  }

  /** `quick`: the actions of bursts, too. */
  async tell(quick: Weighted, long: Weighted): Promise<void> {
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

  #drawn(from: Weighted): Action {
    let at = this.draw() * from.reduce((sum, [weight]) => sum + weight, 0);
    return from.find(([weight]) => (at -= weight) < 0)![1];
  }

  /** Two or three actions, of which each begins before those before it are done. Often of a run that trains, and that is worth keeping. */
  async #burst(quick: Weighted): Promise<void> {
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

  async open(entry: Entry): Promise<Tab> {
    const tab = await openTab(this.world, this.#surroundings, () => () => Promise.reject(new Error("no shards here")), entry);
    this.#tabs = [...this.#tabs, tab];
    watchChanges(tab, this.problem);
    tab.store.subscribe((now, before) => {
      if (now.opened !== null || now.begun === before.begun) return;
      // Of a run that gives way before it is open, or while another one is on its way out, it depends which of both "Undo" brings back.
      if (before.opened === null) this.left.delete(tab);
      else if (before.step > FEW_STEPS) this.left.set(tab, before);
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
      this.#told.push(`${call.what}: ${how}`);
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
        resolve(call);
      }, tab.thread);
    });
  }

  /** The panel that fills images in is displayed, and asks as the page's own does (features/fillIn/useFillIn.ts); or it is not any more. */
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

  /** The newest request of a tab to open a run leads to such a one. */
  expect(tab: Tab, what: string, holds: (state: State) => boolean): void {
    this.#expected.set(tab, { what, holds });
  }

  /** What the work opens before it waits for anything is what the tab displays from then on. */
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

  /** Waits for them. Returns false where they do not settle. */
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

  /** What was asked for last, of the run that is still displayed. */
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
    const plane = newest((its) => its.plane !== undefined);
    if (plane?.settled && basis.kind !== plane.last.plane) this.problem(`${name} shows the plane of ${basis.kind} instead of ${plane.last.plane}`);
    const rewind = newest((its) => its.rewindsTo !== undefined);
    if (rewind?.settled && rewind.last.rewindsTo === null && rewound !== null) this.problem(`${name} shows step ${rewound} instead of the run as it stands`);
  }

  /** Waits until every call has settled, then checks everything that is displayed and saved. */
  async #end(): Promise<void> {
    for (const tab of this.#tabs) {
      if (this.draw() < 0.5) await this.settled(this.underWay(tab).filter(({ trains }) => !trains));
      await this.act(tab, "pause at the end", () => tab.session.pause(), { pauses: true });
    }
    const calls = this.#tabs.flatMap((tab) => this.underWay(tab));
    if (!(await this.settled(calls))) this.problem(`never settled: ${calls.filter(({ settled }) => !settled).map(({ what }) => what).join(", ")}`);
    const stood = this.#tabs.map((tab) => tab.state().step);
    await this.world.wait(REST);
    this.#check();
    this.#tabs.forEach((tab, i) => checkAtRest(tab, { stood: stood[i]!, fillsIn: this.#panels.has(tab) }, this.problem));
    await checkKept(this.#tabs, this.problem);
  }
}
