/**
 * Short stories of one reader with one or two tabs, drawn from a seed: what the reader does, when, and in which order the tasks of pages,
 * workers and database run. After each action, and when all is at rest, it is checked what must always hold. Needs the stubs of
 * `orders.test.ts`: steps without arithmetic, and pictures of one number.
 */
import { ElboError } from "../../core/errors";
import type { RunConfig } from "../../core/runConfig";
import { sameRun } from "../../state/keptRuns";
import type { SavedRun } from "../../state/session";
import type { State } from "../../state/store";
import { parse } from "../../state/urlCodec";
import { database } from "../../state/database";
import { listRuns, readRun } from "../keptRuns/runStore";
import type { Surroundings } from "./browser";
import { FDBObjectStore } from "./database";
import { drawUniforms, type Draw } from "./draw";
import { decodedAt, lossesAt, numberAt, numberIn } from "./stubTrainer";
import { enter } from "./simulate";
import { openTab, type Entry, type Tab } from "./tab";
import { World, type Thread } from "./world";

export interface Story {
  /** What the reader did, in words. */
  readonly actions: readonly string[];
  /** What did not hold; empty as a rule. */
  readonly problems: readonly string[];
  /** Every task in its order, with its thread and its time, and every action. */
  trace(): readonly string[];
}

const LINK = "model=vae&data=line&hidden=16&batch=16&latent=2&backend=wasm";
const OTHER_LINKS = [`${LINK}&seed=5`, `${LINK}&beta=3&then=40:beta:1`, `${LINK}&stop=150`];
const FIRST_ENTRY: Entry = { fragment: LINK, mark: null };
/** Milliseconds of virtual time: between two actions; until whatever was asked for is done; until what is at rest is kept, also where another tab has it. */
const PAUSES = [0, 1, 5, 20, 100, 300, 1000];
const PATIENCE = 60_000;
const REST = 20_000;
const LOOK_EVERY = 200;
/** The page saves no runs of fewer steps, and "Undo" does not bring them back. */
const FEW_STEPS = 100;

/** Something that was asked of a session. */
interface Call {
  readonly what: string;
  readonly tab: Tab;
  settled: boolean;
}

/** A blob that delivers its bytes immediately. The runtime's own blobs deliver them when its threads have time. */
class HereBlob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(parts: readonly (Uint8Array | string)[] = []) {
    this.#bytes = new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
  }
  get size(): number { return this.#bytes.length; }
  slice(from = 0, to = this.size): HereBlob { return new HereBlob([this.#bytes.subarray(from, to)]); }
  async arrayBuffer(): Promise<ArrayBuffer> { return this.#bytes.slice().buffer; }
  async text(): Promise<string> { return new TextDecoder().decode(this.#bytes); }
}

/** Replaces what differs between two runs of one seed: random bytes, and blobs that arrive late. Returns a function that restores both. */
function installDrawn(draw: Draw): () => void {
  const { Blob: blob } = globalThis;
  const random = crypto.getRandomValues.bind(crypto);
  globalThis.Blob = HereBlob as never;
  crypto.getRandomValues = (<T extends Uint8Array>(into: T): T => into.map(() => draw() * 256) as T) as never;
  return () => {
    globalThis.Blob = blob;
    crypto.getRandomValues = random;
  };
}

class Telling {
  readonly actions: string[] = [];
  readonly problems: string[] = [];
  /** As `trace` tells it: of a task its time and its thread's number. */
  readonly #told: (string | number)[] = [];
  readonly #world: World;
  readonly #draw: Draw;
  readonly #surroundings: Map<Thread, Surroundings>;
  readonly #calls: Call[] = [];
  #tabs: Tab[] = [];
  #saved: SavedRun | null = null;
  /** The state of the run that each tab closed last, of those with more than a few steps. */
  readonly #left = new Map<Tab, State>();
  /** Which thread holds a kept run's lock. */
  readonly #holders = new Map<string, Thread>();

  constructor(world: World, draw: Draw, surroundings: Map<Thread, Surroundings>) {
    this.#world = world;
    this.#draw = draw;
    this.#surroundings = surroundings;
    const names = new Map<Thread, number>();
    world.onTask = (thread, now) => {
      const name = names.get(thread) ?? names.size;
      names.set(thread, name);
      this.#told.push(now, name);
    };
  }

  trace(): readonly string[] {
    const lines: string[] = [];
    const told = this.#told;
    for (let i = 0; i < told.length; i++) lines.push(typeof told[i] === "number" ? `${told[i]} ${told[++i]}` : String(told[i]));
    return lines;
  }

  /** Reports each write to a saved run by a tab that does not hold the run's lock. Returns a function that stops this. */
  watchWrites(): () => void {
    const { locks } = navigator;
    const { request } = locks;
    const world = this.#world;
    Object.assign(locks, { request: (name: string, options: LockOptions, work: () => Promise<void>) => {
      const { current } = world;
      return request.call(locks, name, options, (() => {
        this.#holders.set(name, current);
        return work().finally(() => { if (this.#holders.get(name) === current) this.#holders.delete(name); });
      }) as never);
    } });
    const { put } = FDBObjectStore.prototype;
    const { problem } = this;
    const holders = this.#holders;
    FDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === "run-states") {
        const holder = holders.get(`elbo-room-run-${String(args[1])}`);
        if (holder !== world.current) problem(`${world.current.name} writes the run ${String(args[1]).slice(0, 4)}, whose lock ${holder?.name ?? "nobody"} holds`);
      }
      return put.apply(this, args);
    };
    return () => { FDBObjectStore.prototype.put = put; };
  }

  readonly problem = (what: string): void => {
    const told = `after "${this.actions.at(-1)}": ${what}`;
    if (!this.problems.includes(told)) this.problems.push(told);
  };

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#draw() * from.length)]!;
  }

  #say(what: string): void {
    this.actions.push(what);
    this.#told.push(what);
  }

  async tell(): Promise<void> {
    await this.#open(FIRST_ENTRY);
    await this.#act(this.#tabs[0]!, "train", (tab) => tab.session.train({}));
    await this.#world.wait(this.#pick([0, 50, 700, 1300, 2500]));
    const count = 5 + Math.floor(this.#draw() * 9);
    for (let i = 0; i < count; i++) {
      await this.#next();
      this.#check();
      await this.#world.wait(this.#pick(PAUSES));
      this.#check();
    }
    await this.#end();
  }

  async #open(entry: Entry): Promise<Tab> {
    const tab = await openTab(this.#world, this.#surroundings, () => () => Promise.reject(new Error("no shards here")), entry);
    this.#tabs.push(tab);
    tab.store.subscribe((now, before) => {
      if (now.opened !== null && now.run === before.run && now.step < before.step) this.problem(`${tab.thread.name} goes back from step ${before.step} to ${now.step}`);
      if (now.opened === null && before.opened !== null && before.step > FEW_STEPS) this.#left.set(tab, before);
    });
    return tab;
  }

  /** Runs the action as a task of the tab, as a browser runs an event handler. */
  #act(tab: Tab, what: string, work: (tab: Tab) => unknown): Promise<Call> {
    this.#say(`${this.#tabs.indexOf(tab)} ${what}`);
    const call: Call = { what: this.actions.at(-1)!, tab, settled: false };
    this.#calls.push(call);
    const settled = (how: string) => {
      call.settled = true;
      this.#told.push(`${call.what}: ${how}`);
    };
    return new Promise((resolve) => {
      this.#world.queue(`${tab.thread.name} events`, () => {
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

  #underWay(tab: Tab): readonly Call[] {
    return this.#calls.filter((call) => call.tab === tab && !call.settled);
  }

  async #settled(of: readonly Call[]): Promise<boolean> {
    const limit = this.#world.now + PATIENCE;
    while (of.some(({ settled }) => !settled) && this.#world.now < limit) await this.#world.wait(LOOK_EVERY);
    return of.every(({ settled }) => settled);
  }

  async #next(): Promise<void> {
    const tab = this.#pick(this.#tabs);
    const draw = this.#draw;
    const state = tab.state();
    const { session } = tab;
    const actions: readonly (readonly [number, () => Promise<unknown>])[] = [
      [4, () => this.#act(tab, "train", () => session.train({}))],
      [3, () => {
        const steps = this.#pick([1, 4, 30, 120]);
        return this.#act(tab, `train ${steps}`, () => session.train({ steps }));
      }],
      [4, () => this.#pause(tab)],
      [2, () => this.#act(tab, "step", () => session.step())],
      [3, () => this.#drag(tab)],
      [3, () => {
        const [id, value] = this.#pick([["beta", 2], ["beta", 0.5], ["lr", 0.01], ["beta", 1]] as const);
        return this.#act(tab, `${id} ${value}`, () => session.setHyperparameter(id, value));
      }],
      [2, () => {
        const batch = this.#pick([16, 32, 64]);
        return this.#act(tab, `batch ${batch}`, () => session.setHyperparameter("batch", batch));
      }],
      [1, () => this.#act(tab, "seed", () => session.setSeed(1 + Math.floor(draw() * 3)))],
      [1, () => this.#act(tab, "reset", () => session.reset())],
      [3, () => {
        const to = state.keyframes.length > 0 && draw() < 0.8 ? this.#pick(state.keyframes) : null;
        return this.#act(tab, `rewind to ${to}`, () => session.rewind(to));
      }],
      [2, () => this.#act(tab, `fork at ${state.rewound}`, () => session.fork())],
      [1, () => this.#act(tab, "compare", () => session.compare({ kind: "setting", id: "beta", value: 7 }))],
      [1, () => this.#act(tab, "compare no more", () => session.compare(null))],
      [1, () => this.#act(tab, "save", async () => { this.#saved = await session.save(); })],
      [1, () => this.#saved ? this.#act(tab, "load", () => session.load(this.#saved!.file)) : this.#undo(tab)],
      [2, () => this.#undo(tab)],
      [1, () => {
        const link = this.#pick(OTHER_LINKS);
        return this.#act(tab, `open ${link.slice(LINK.length)}`, () => session.openFragment(link));
      }],
      [1, () => this.#act(tab, "open the newest kept run", async () => {
        const kept = await session.keptRuns();
        const newest = (await kept!.list()).runs[0];
        if (newest) await kept!.open(newest.id);
      })],
      [1, async () => {
        this.#say(`${this.#tabs.indexOf(tab)} goes back in the history`);
        tab.go(-1);
      }],
      [1, async () => {
        this.#say(`${this.#tabs.indexOf(tab)} is hidden, and shown again`);
        tab.hide(true);
        await this.#world.wait(this.#pick(PAUSES));
        tab.hide(false);
      }],
      [2, () => this.#reload(tab, false)],
      [1, () => this.#reload(tab, true)],
      [1, () => this.#comeBack(tab)],
      [2, () => this.#secondTab(tab)],
    ];
    let at = draw() * actions.reduce((sum, [weight]) => sum + weight, 0);
    await actions.find(([weight]) => (at -= weight) < 0)![1]();
  }

  async #pause(tab: Tab): Promise<void> {
    const call = await this.#act(tab, "pause", () => tab.session.pause());
    const alone = this.#underWay(tab).every((one) => one === call || /train|pause/.test(one.what));
    if (this.#draw() < 0.5) return;
    if (!(await this.#settled([call]))) return this.problem("pause does not end");
    const { run, phase, step } = tab.state();
    if (phase === "training" && alone) return this.problem("it trains after it was paused");
    await this.#world.wait(this.#pick(PAUSES));
    const now = tab.state();
    if (alone && now.run === run && phase !== "opening" && now.step !== step) this.problem(`steps are made after the pause: ${step} → ${now.step}`);
  }

  async #drag(tab: Tab): Promise<void> {
    const moves = 1 + Math.floor(this.#draw() * 3);
    for (let i = 0; i < moves; i++) {
      const z = [0, 1].map(() => Math.round(this.#draw() * 400 - 200) / 100);
      await this.#act(tab, `drag to ${z.join()}`, () => tab.session.moveTo(z));
      await this.#world.wait(this.#pick([0, 1, 5, 20, 40]));
    }
  }

  /** Brings the same run back, in the same place. */
  async #undo(tab: Tab): Promise<void> {
    const { kept } = tab.state();
    const left = this.#left.get(tab);
    const alone = this.#underWay(tab).length === 0;
    const call = await this.#act(tab, `undo to ${kept}`, () => tab.session.undo());
    if (kept === null || !left || !alone) return;
    const { begun, z, step } = tab.state();
    const { then: _, ...now } = begun;
    const { then: __, ...before } = left.begun;
    if (JSON.stringify(now) !== JSON.stringify(before) || z.join() !== left.z.join() || step !== kept) this.problem(`undo brings back ${JSON.stringify(now)} at ${step} and ${z.join()} instead of ${JSON.stringify(before)} at ${kept} and ${left.z.join()}`);
    if (this.#draw() < 0.5) await this.#settled([call]);
  }

  /** The tab is closed, and another one opens the bare address: with the run that was shown last, where it is kept. */
  async #comeBack(tab: Tab): Promise<void> {
    const { keptAs } = tab.state();
    const { runs } = await listRuns();
    if (this.#tabs.length > 1 || !runs.some(({ id }) => id === keptAs)) return;
    this.#say("0 is closed, and the bare address is opened");
    tab.close();
    this.#tabs = [];
    const kept = (await listRuns()).runs.find(({ id }) => id === keptAs)!;
    const { step, keptAs: shown } = (await this.#open({ fragment: "", mark: null })).state();
    if (shown !== keptAs || step < kept.step) this.problem(`the bare address opens step ${step} of the run ${shown} instead of ${kept.step} of ${keptAs}`);
  }

  /** The page loaded again shows the run as far as it was kept. */
  async #reload(tab: Tab, killed: boolean): Promise<void> {
    this.#say(`${this.#tabs.indexOf(tab)} is ${killed ? "killed" : "closed"}, and opened again`);
    const { entry } = tab;
    const { keptAs: shown } = tab.state();
    if (killed) tab.kill();
    else tab.close();
    this.#tabs = this.#tabs.filter((one) => one !== tab);
    if (this.#draw() < 0.5) await this.#world.wait(this.#pick(PAUSES));
    const { config } = parse(entry.fragment);
    const kept = (await listRuns()).runs.find(({ id, mark, fragment }) => id === shown && mark === entry.mark && sameRun(parse(fragment).config, config));
    const again = await this.#open(entry);
    const { step, keptAs } = again.state();
    // Another tab may have taken it to another entry meanwhile.
    const stays = (await listRuns()).runs.some(({ id, mark }) => id === kept?.id && mark === entry.mark);
    if (kept && stays && parse(entry.fragment).comparison === null && (step < kept.step || keptAs === null)) {
      this.problem(`the page was loaded again at step ${step}, and the run is kept at ${kept.step}`);
    }
  }

  /** It opens the same entry, as a duplicate does; the bare address; or the link. With two tabs one is closed. */
  async #secondTab(tab: Tab): Promise<void> {
    if (this.#tabs.length === 2) {
      this.#say(`${this.#tabs.indexOf(tab)} is closed for good`);
      tab.close();
      this.#tabs = this.#tabs.filter((one) => one !== tab);
      return;
    }
    const { entry } = tab;
    const other = this.#pick<Entry>([entry, entry, { fragment: entry.fragment, mark: null }]);
    this.#say(`a second tab opens "${other.fragment.slice(LINK.length)}" at ${other.mark === null ? "no" : "the same"} entry`);
    await this.#open(other);
  }

  #check(): void {
    for (const tab of this.#tabs) this.#checkTab(tab);
    this.#world.uncaught.forEach((error) => this.problem(`nobody caught ${error instanceof Error ? error.stack : String(error)}`));
  }

  #checkTab(tab: Tab): void {
    const { phase, failure, notices, keptOffer, comparison } = tab.state();
    const { name } = tab.thread;
    if (failure || phase === "failed") this.problem(`${name} has failed: ${failure?.code} ${failure?.message}`);
    for (const { kind } of notices) if (["worker-restarted", "not-saved", "not-loaded", "not-keeping", "not-forked"].includes(kind)) this.problem(`${name} says ${kind}`);
    if (keptOffer?.kind === "not-kept") this.problem(`${name} cannot keep its run`);
    this.#checkShown(name, tab, tab.state());
    const { second } = tab.session;
    if (comparison && second.store.getState().opened) this.#checkShown(`${name}, second run`, second, second.store.getState());
  }

  /** The displayed losses and picture belong to the displayed run at their steps. */
  #checkShown(name: string, { series, frames }: Pick<Tab, "series" | "frames">, { begun }: State): void {
    const columns = series.columns.map((column) => series.values(column));
    for (let i = 0; i < series.length; i++) {
      const at = series.firstStep + i;
      const right = rowAt(begun, at);
      if (columns.some((column, c) => column[i] !== right[c])) {
        this.problem(`${name} shows wrong losses from step ${at} on (of ${series.length})`);
        break;
      }
    }
    const decoded = frames.latest("decoded");
    if (decoded && decoded.values[0] !== decodedAt(numberAt(begun, decoded.step), decoded.z)) this.problem(`${name} shows another model's picture at step ${decoded.step}`);
  }

  /** Waits until every call has settled, then checks everything that is displayed and saved. */
  async #end(): Promise<void> {
    for (const tab of this.#tabs) {
      await this.#settled(this.#underWay(tab).filter(({ what }) => !/train|step/.test(what)));
      await this.#act(tab, "pause at the end", () => tab.session.pause());
    }
    const calls = this.#tabs.flatMap((tab) => this.#underWay(tab));
    if (!(await this.#settled(calls))) this.problem(`never settled: ${calls.filter(({ settled }) => !settled).map(({ what }) => what).join(", ")}`);
    const stood = this.#tabs.map((tab) => tab.state().step);
    await this.#world.wait(REST);
    this.#check();
    this.#tabs.forEach((tab, i) => this.#checkAtRest(tab, stood[i]!));
    await this.#checkKept();
  }

  #checkAtRest(tab: Tab, stood: number): void {
    const { phase, step, rewound, z, comparison } = tab.state();
    const { name } = tab.thread;
    if (!["ready", "paused", "finished"].includes(phase)) this.problem(`${name} is ${phase} at the end`);
    if (step !== stood) this.problem(`${name} made steps after the pause: ${stood} → ${step}`);
    const { series, frames } = tab;
    if (series.length > 0 && series.firstStep + series.length - 1 !== step) this.problem(`${name} stands at ${step}, and its losses end at ${series.firstStep + series.length - 1}`);
    const at = rewound ?? step;
    const decoded = frames.latest("decoded");
    if (!decoded || decoded.step !== at || decoded.z.join() !== z.join()) this.problem(`${name} shows the picture of ${decoded?.z.join()} at ${decoded?.step} instead of ${z.join()} at ${at}`);
    const samples = frames.latest("samples");
    if (samples?.step !== at) this.problem(`${name} shows samples of step ${samples?.step} instead of ${at}`);
    if (!comparison) return;
    const second = tab.session.second.store.getState();
    if (second.phase !== "failed" && second.step !== step) this.problem(`${name}: the second run stands at ${second.step} instead of ${step}`);
  }

  /** A kept run is one run, and each tab's is kept where it stands. */
  async #checkKept(): Promise<void> {
    const { runs } = await listRuns();
    for (const { id, step } of runs) {
      const kept = await readRun(id).catch((error: unknown) => this.problem(`the kept run at step ${step} cannot be read: ${String(error)}`));
      if (!kept) continue;
      const { begun, snapshot, known: { losses } } = kept;
      if (numberIn(snapshot.tensors) !== numberAt(begun, snapshot.step)) this.problem(`the run kept at step ${step} has another run's weights`);
      const columns = losses?.columns.map((column) => losses.values(column)) ?? [];
      for (let i = 0; i < (losses?.length ?? 0); i++) {
        const right = lossesAt(begun, losses!.firstStep + i);
        if (columns.every((column, c) => column[i] === right[c])) continue;
        this.problem(`the run kept at step ${step} has wrong losses from step ${losses!.firstStep + i} on`);
        break;
      }
    }
    for (const tab of this.#tabs) {
      const { keptAs, step, comparison } = tab.state();
      const kept = runs.find(({ id }) => id === keptAs);
      if (comparison === null && step > FEW_STEPS && kept?.step !== step) this.problem(`${tab.thread.name} stands at ${step}, and its run is kept at ${kept?.step}`);
    }
    const ids = this.#tabs.flatMap((tab) => tab.state().keptAs ?? []);
    if (ids.length === 2 && ids[0] === ids[1] && runs.some(({ id }) => id === ids[0])) this.problem("two tabs keep their runs in the same place");
  }
}

const rows = new WeakMap<RunConfig, (readonly number[])[]>();
/** `lossesAt`, memoised. */
function rowAt(begun: RunConfig, at: number): readonly number[] {
  const known = rows.get(begun) ?? [];
  rows.set(begun, known);
  return known[at] ??= lossesAt(begun, at);
}

/** Tells the story of this seed, always the same one. */
export async function tellStory(seed: number): Promise<Story> {
  const world = new World({ seed, alone: true });
  const surroundings = new Map<Thread, Surroundings>();
  // Rejections in a closed page do not count: its transactions are aborted.
  const leave = enter(world, surroundings, () => !world.current.ended);
  const uninstallDrawn = installDrawn(drawUniforms(2 ** 31 + seed));
  const telling = new Telling(world, drawUniforms(2 ** 30 + seed), surroundings);
  const unwatch = telling.watchWrites();
  try {
    await world.run(async () => {
      await database();
      await telling.tell();
    });
  } catch (error) {
    telling.problem(`the story ended: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    unwatch();
    uninstallDrawn();
    leave();
  }
  return telling;
}
