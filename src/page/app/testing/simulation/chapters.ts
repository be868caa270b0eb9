/**
 * A reader's sessions in a simulation, one for each chapter, and the outcome that is checked at the end, whatever failed
 * meanwhile. The reader is patient: if the page reports a failure, they try again, and reload the page if that does not help.
 */
import type { Drawing } from "../../../../core/data/ownData";
import { readOwnId, sameOwn } from "../../../../core/data/ownId";
import { ownData as ownActions } from "../../../features/ownData/actions";
import { EMPTY_NOTES, persistNotebook } from "../../../features/learn/lessons/notebook";
import { createTalkActions } from "../../../features/talk/actions";
import { openTab, type Entry, type Tab, type Visit } from "./tab";
import { keepOffline } from "./offline";
import type { Outcome, Stage } from "./simulationSetup";
import type { CallKind } from "./world";

const DIGITS = "model=vae&hidden=16&batch=16&latent=2&backend=wasm";
/** A model with a few hundred weights, which are copied quickly. */
const POINTS = "model=vae&data=line&hidden=16&batch=16&latent=2&backend=";
/** Milliseconds of virtual time. The longest wait of the page itself is the 30 s for a worker that opens a run. */
const PATIENCE = 120_000;
const ATTEMPTS = 5;

type Gone = () => Promise<readonly string[]> | readonly string[];

/** A reader at one tab, who notes the page's messages and everything that goes wrong. */
class Reader {
  readonly said = new Set<string>();
  readonly noticed = new Set<string>();
  readonly #stage: Stage;
  #tab: Tab | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get tab(): Tab { return this.#tab!; }

  listen(): void {
    const { failure, notices, keptOffer } = this.tab.state();
    if (failure) this.said.add(`failure: ${failure.code}`);
    for (const notice of notices) this.said.add(`notice: ${notice.kind}${notice.kind === "not-stored" ? ` ${notice.what}` : ""}`);
    if (keptOffer) this.said.add(`offer: ${keptOffer.kind}`);
  }

  /** Returns a function that says later whether steps made until now were lost. */
  steps(): () => readonly string[] {
    const { step } = this.tab.state();
    return () => (this.tab.state().step < step ? ["steps"] : []);
  }

  async open(at: Entry | Visit): Promise<void> {
    const { world, globals, shards } = this.#stage;
    this.#tab = await openTab(world, globals, shards, at);
    await world.until(() => ["ready", "paused", "finished", "training", "failed"].includes(this.tab.state().phase), PATIENCE);
    this.listen();
  }

  /** Reloads the page. `gone` returns what the reader has lost. */
  async reload(gone: Gone): Promise<void> {
    for (const what of await this.#reopen(gone)) this.noticed.add(`${what} gone`);
  }

  async #reopen(gone: Gone): Promise<readonly string[]> {
    this.listen();
    this.tab.close();
    await this.#stage.world.wait(100);
    await this.open(this.tab.visit());
    await this.tab.session.pause().catch(() => undefined);
    return gone();
  }

  /** Trains as a reader does: again after a failure, and after a reload if that does not help. */
  async trainTo(goal: number): Promise<void> {
    for (let attempt = 0; this.tab.state().step < goal; attempt++) {
      if (attempt > 0) this.noticed.add("training stopped");
      if (attempt === ATTEMPTS) return;
      await this.tab.session.train({ steps: goal - this.tab.state().step }).catch(() => undefined);
      await this.#stage.world.wait(300);
      this.listen();
      if (this.tab.state().step < goal && attempt >= 1) await this.reload(() => []);
    }
  }

  /** Ends the fault and reloads the page. `trains`: the number of further steps. */
  async end(gone: Gone, trains = 0): Promise<Outcome> {
    this.listen();
    const losses = [...this.tab.losses()];
    const said = [...this.said];
    this.#stage.world.heal();
    const missing = [...await this.#reopen(gone)];
    const goal = this.tab.state().step + trains;
    await this.tab.session.train({ steps: trains }).catch(() => undefined);
    if (this.tab.state().step < goal) missing.push("training");
    const lost = missing.filter((what) => !said.some((one) => WARNINGS[what.split(" ")[0]!]!.test(one)));
    losses.push(...this.tab.losses());
    this.tab.close();
    return { losses, said, noticed: [...this.noticed], lost };
  }
}

/** Messages that report the loss of a thing, or the step from which a run continues after its worker was lost. */
const WARNINGS: Readonly<Record<string, RegExp>> = {
  steps: /offer: not-kept|notice: not-keeping|notice: worker-restarted|failure: worker-lost|answer: until the page is closed/, training: /answer: until the page is closed/, drawings: /not-stored drawings/, images: /answer: until the page is closed/,
  moment: /not-stored talk/, notes: /not-stored notes/,
};

/** Milliseconds after which a run that does not train has been saved. */
const KEPT = 3000;
/** The step at which the setting is changed. */
const TURNED = 110;

/** Opens a run, trains, drags, changes a setting, reloads the page, trains on, saves the run and its card. `more`: the number of steps at the end. */
async function training(stage: Stage, more = 10): Promise<Outcome> {
  const { world } = stage;
  const reader = new Reader(stage);
  await reader.open({ fragment: `${POINTS}wasm`, mark: null });
  await reader.trainTo(TURNED);
  reader.tab.session.moveTo([0.5, -0.5]);
  if (reader.tab.state().step === TURNED) await reader.tab.session.setHyperparameter("beta", 2); // a run that is not there yet would get other losses
  await world.wait(1000);
  void reader.tab.session.train({}).catch(() => undefined);
  await world.until(() => reader.tab.state().step >= 140 || reader.tab.state().phase === "failed", PATIENCE);
  await reader.tab.session.pause().catch(() => undefined);
  if (reader.tab.state().phase === "failed") reader.noticed.add("training stopped");
  await world.wait(KEPT);
  await reader.reload(reader.steps());
  await reader.trainTo(reader.tab.state().step + more);
  const saved = await reader.tab.session.save().then(({ file }) => file.size, () => 0);
  if (saved === 0) reader.noticed.add("not saved");
  const card = await reader.tab.session.runCard().then((its) => its.run.step, () => -1);
  if (card !== reader.tab.state().step) reader.noticed.add("no run card");
  await world.wait(KEPT);
  return reader.end(reader.steps(), 10);
}

/** Trains while MNIST is loaded file by file. */
async function files(stage: Stage, more = 20): Promise<Outcome> {
  const reader = new Reader(stage);
  await reader.open({ fragment: DIGITS, mark: null });
  await reader.trainTo(more);
  await stage.world.wait(KEPT);
  const { data } = reader.tab.state();
  if (!data || data.trainImages < data.trainImagesInAll) reader.noticed.add("images missing");
  return reader.end(() => [], 10);
}

/** Trains on a GPU whose device is lost. */
async function gpu(stage: Stage, more = 30): Promise<Outcome> {
  const reader = new Reader(stage);
  await reader.open({ fragment: `${POINTS}webgpu`, mark: null });
  await reader.trainTo(more);
  await stage.world.wait(KEPT);
  if (reader.tab.state().opened?.backend !== "webgpu") reader.noticed.add("another backend");
  return reader.end(() => [], 10);
}

const drawings: readonly Drawing[] = Array.from({ length: 8 }, (_, i) => ({ label: i % 2, strokes: [[{ x: 0.2, y: 0.1 * i }, { x: 0.5, y: 0.5 }, { x: 0.8, y: 0.9 - 0.1 * i }]] }));

/** Draws digits, trains on them, reloads the page, exports them. */
async function ownData(stage: Stage, more = 130): Promise<Outcome> {
  const { world } = stage;
  const reader = new Reader(stage);
  const own = () => reader.tab.session.actions(ownActions);
  /** Tries twice, as a reader does after a message of failure. */
  const tried = async <T>(work: () => Promise<T>): Promise<T | null> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        return await work();
      } catch (error) {
        reader.noticed.add("asked twice");
        reader.said.add(`refused: ${String(error)}`);
      }
    }
    return null;
  };
  await reader.open({ fragment: DIGITS, mark: null });
  const drawn = await tried(() => own().changeDrawings(drawings, []));
  const prepared = await tried(() => own().prepareDrawn(drawings, true));
  const drawingsGone = async () => {
    const left = await tried(() => own().drawings());
    return (left?.drawings.length ?? 0) < (drawn?.drawings.length ?? 0) ? ["drawings"] : [];
  };
  if (!prepared) return reader.end(drawingsGone);
  const { images } = prepared;
  if (await tried(() => own().use(images)) === false) reader.said.add("answer: until the page is closed");
  await reader.trainTo(more);
  await world.wait(KEPT);
  const gone = () => {
    const stepsGone = reader.steps();
    return async () => {
      const { begun } = reader.tab.state();
      const found = await tried(() => own().find(images.id));
      return [...(begun.own && sameOwn(begun.own, images.id) ? stepsGone() : ["steps"]), ...await drawingsGone(), ...(found ? [] : ["images"])];
    };
  };
  await reader.reload(gone());
  const archive = await tried(() => own().archive(images));
  if (!archive || readOwnId(images.id) === null) reader.noticed.add("no archive");
  await world.wait(KEPT);
  return reader.end(gone(), 10);
}

/** Writes a talk and notes of a lesson, reloads the page, and writes more. */
async function texts(stage: Stage): Promise<Outcome> {
  const { world } = stage;
  const reader = new Reader(stage);
  const panels = () => world.within(reader.tab.thread, () => {
    const { store, session } = reader.tab;
    persistNotebook(store);
    return session.actions(createTalkActions);
  });
  await reader.open({ fragment: `${POINTS}wasm`, mark: null });
  let actions = panels();
  const writes = (title: string) => world.within(reader.tab.thread, () => {
    const { talk } = actions.state.getState();
    const moment = { title, link: DIGITS, step: null, panel: null, zoom: false, lit: null, note: title, recording: null, picture: null };
    actions.change({ title: "My talk", moments: [...talk.moments, moment] });
    reader.tab.store.setState(({ notebook }) => ({ notebook: { ...notebook, [title === "two" ? "holes" : "blur"]: { ...EMPTY_NOTES, words: title } } }));
  });
  const has = () => [...actions.state.getState().talk.moments.map(({ title }) => `moment ${title}`), ...Object.values(reader.tab.state().notebook).map(({ words }) => `notes ${words}`)];
  const wanted: string[] = [];
  const gone = () => {
    actions = panels();
    return wanted.filter((what) => !has().includes(what));
  };
  for (const title of ["one", "two", "three"]) {
    writes(title);
    await world.wait(100);
    wanted.push(`moment ${title}`, ...(title === "one" ? [] : [`notes ${title}`]));
    await reader.reload(gone);
  }
  return reader.end(gone);
}

/** The chapters, each with the kinds of calls whose failure is worth a test. */
export const CHAPTERS = {
  training: { run: training, kinds: ["texts", "database", "message", "worker", "clock"] },
  files: { run: files, kinds: ["fetch"] },
  gpu: { run: gpu, kinds: ["gpu"] },
  ownData: { run: ownData, kinds: ["texts", "database", "message", "worker", "clock"] },
  texts: { run: texts, kinds: ["texts"] },
  offline: { run: keepOffline, kinds: ["cache", "fetch"] },
} satisfies Readonly<Record<string, { readonly run: (stage: Stage, more?: number) => Promise<Outcome>; readonly kinds: readonly CallKind[] }>>;
export type Chapter = keyof typeof CHAPTERS;
