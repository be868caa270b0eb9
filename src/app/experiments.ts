/** Which experiment is on show: one that a link, a model or a preset says, or the run that was left last. */
import { defaultsOf } from "../core/model/hyperparameters";
import { step } from "../core/run/ids";
import type { RunConfig } from "../core/run/runConfig";
import { encodeText } from "../core/wellFormed";
import { findModel, models } from "../models/registry";
import type { Session } from "../state/session";
import { parse, quote } from "../state/urlCodec";
import type { OpeningsParts, Openings } from "./openings";
import type { OpenOptions } from "./run/runKeeper";
import { addNotice } from "./run/runFeed";
import type { State } from "../state/store";
import type { Address } from "./address";
import type { TrainedStarts } from "./trainedStarts";

export interface ExperimentsParts extends OpeningsParts {
  readonly openings: Openings;
  readonly starts: TrainedStarts;
  readonly address: Address;
  readonly checkMachine: () => unknown;
}

/** Where an experiment begins that was trained before. `begun`: in place of what the link says. */
export interface TrainedBefore extends Pick<Required<OpenOptions>, "snapshot" | "known"> {
  readonly begun: RunConfig;
  /** Whether it trains on; where absent, the link says it. */
  readonly training?: boolean;
  /** What else is known of it. */
  readonly state?: Partial<State>;
}

export interface Experiments extends Pick<Session, "openFragment" | "openModel" | "openPreset" | "undo"> {
  /** What the address says; `from`: where that begins. */
  start(from?: TrainedBefore | null): Promise<void>;
  /** The reader went to another entry of the browser's history, or edited the address. */
  follow(): Promise<void>;
  /** Opens a fragment as `openFragment` does, as planned: nothing is said of the run that is left. Null: where the link begins. */
  openPlanned(fragment: string, from: TrainedBefore | null): Promise<void>;
}

export function createExperiments(
  { store, run, links, undo, latentSpace, openings, starts, address, checkMachine }: ExperimentsParts,
): Experiments {
  /** `pauses`: as many as there were when it was requested. */
  const trainUnlessPaused = (pauses: number) => {
    if (run.pauses === pauses) void run.train({}).catch(() => undefined);
  };

  function openLink(fragment: string, inAddress: boolean, from: TrainedBefore | null = null, silent = false, pauses = run.pauses): Promise<void> {
    const { config, at, autostart, check: checks, language, theme, room, embed, guesses, fillIn, notices, ...view } = parse(fragment);
    const { lesson, study } = store.getState();
    openings.leave(inAddress, silent || (lesson !== null && lesson === view.lesson) || (study !== null && study === view.study)); // one goes on to its next run
    // A drawing is the reader's work: it is put aside, and lost only to another one.
    const { strokes, drawn } = store.getState().fillIn;
    const { begin, ...fromStart } = from?.begun ?? config;
    const first = openings.open(from?.begun ?? fromStart, {
      ...view, awaited: at === null ? null : step(at), notices, linkedGuesses: guesses, fillIn: fillIn.source === "drawing" ? fillIn : { ...fillIn, strokes, drawn },
      ...(language ? { language } : {}), ...(theme ? { theme } : {}), ...(room ? { room } : {}), ...(embed || inAddress ? { embed } : {}), ...from?.state, // a script opens another one in the same frame
    }, from ?? {});
    links.opened({ autostart, language, theme }, inAddress);
    // Where its file does not come, the reader decides whether to train from step 0.
    const begins = begin !== undefined && !from;
    if ((from?.training ?? autostart) && !begins) trainUnlessPaused(pauses);
    const opened = !begins ? first : starts.begin().then((begun) => {
      if (autostart && begun) trainUnlessPaused(pauses);
      return first;
    });
    // Not before: the run's own backend is being measured.
    if (checks) opened.then(checkMachine).catch(() => undefined); // its dialog says what did not come
    return opened;
  }

  /** The run that is kept, in place of the one that stands. `inAddress`: the reader went to its entry in the history. */
  async function bringBack(inAddress: boolean, pauses = run.pauses): Promise<void> {
    if (undo.leaving) {
      const counts = openings.request();
      await undo.leaving;
      if (!counts()) return;
    }
    const back = undo.take();
    if (!back) return;
    openings.leave(inAddress);
    links.left();
    latentSpace.forget();
    const opened = run.open(back.begun, { snapshot: back.snapshot, known: back, state: { ...back.chosen, highlighted: null } });
    if (inAddress) links.opened(parse(address.fragment()), true);
    else links.enter();
    if (back.training) trainUnlessPaused(pauses);
    await opened;
  }

  return {
    start: (from = null) => openLink(address.fragment(), true, from),
    async follow() {
      const counts = openings.request();
      const { pauses } = run;
      links.went();
      if (undo.leaving) await undo.leaving; // the entry may be its
      if (!counts()) return;
      const kept = undo.holds(({ mark, fragment }) => links.isAt(mark, fragment));
      await (kept ? bringBack(true, pauses) : openLink(address.fragment(), true, null, false, pauses));
    },
    openFragment: (fragment) => openLink(fragment, false),
    openPlanned: (fragment, from) => openLink(fragment, false, from, true),
    async openModel(id) {
      const model = findModel(id) ?? models[0]!;
      const { config, comparison, class: k } = store.getState();
      const hyperparameters = defaultsOf(model.hyperparameters);
      const opened = openings.another(() =>
        openings.open({ ...config, model: model.id, hyperparameters }, { preset: null, comparison, class: k, notices: [] }));
      if (model.id !== id) addNotice(store, { kind: "unknown-model", written: quote(id), used: model.id });
      await opened;
    },
    openPreset(name) {
      const { config, preset, stop, z, class: k, notices } = parse(`preset=${encodeText(name)}`);
      const { model, seed, hyperparameters } = config;
      const { own: _, ...wished } = store.getState().config; // how it is computed stays as it was wished
      // As from its link: no way of looking is left over from the experiment before.
      return openings.another(() => openings.open(
        { ...wished, model, seed, hyperparameters }, { preset, stop, comparison: store.getState().comparison, z, class: k, notices, instrument: null, enlarged: null, question: null },
      ));
    },
    undo: () => bringBack(false),
  };
}
