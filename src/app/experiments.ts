/** Opens experiments: from a link, a model or a preset, or the run that was left last. */
import { defaultsOf } from "../core/model/hyperparameters";
import { step } from "../core/run/ids";
import type { RunConfig } from "../core/run/runConfig";
import { encodeText } from "../core/wellFormed";
import { findModel, models } from "../models/registry";
import { openInLearn, sameInLearn } from "../state/openInLearn";
import type { Session } from "../state/session";
import { prepareLink } from "../state/prepare";
import { format, parse, programsIn, quote, unpreparedIn } from "../state/urlCodec";
import type { OpeningsParts, Openings } from "./openings";
import type { OpenOptions } from "./run/runKeeper";
import { addNotice } from "./run/runEvents";
import type { State } from "../state/store";
import type { Address } from "./address";
import type { TrainedStarts } from "./trainedStarts";

export interface ExperimentsParts extends OpeningsParts {
  readonly openings: Openings;
  readonly starts: TrainedStarts;
  readonly address: Address;
  readonly checkMachine: () => unknown;
  /** Resolves to the state of the kept run that the current entry of the history showed; null: runs are not kept, or the entry is new. */
  readonly findKept: () => Promise<ResumePoint | null> | null;
}

/** A state of a run from which an experiment continues. `begun` is used instead of the link's configuration. */
export interface ResumePoint extends Pick<Required<OpenOptions>, "snapshot" | "record"> {
  readonly begun: RunConfig;
  /** Whether training continues; if absent, the link says it. */
  readonly training?: boolean;
  /** Other values of the store that belong to the run. */
  readonly state?: Partial<State>;
}

export interface Experiments extends Pick<Session, "openFragment" | "openModel" | "openPreset" | "undo"> {
  /** Opens the experiment of the address; `from`: the state from which it continues. */
  start(from?: ResumePoint | null): Promise<void>;
  /** Opens the experiment of the address after the reader went to another entry of the browser's history, or edited the address. */
  follow(): Promise<void>;
  /** Opens a fragment as `openFragment` does, without a notice about the run that is left. `from`: null: at the link's beginning. */
  openPlanned(fragment: string, from: ResumePoint | null): Promise<void>;
}

/** Returns the session's actions that open experiments. */
export function createExperiments(
  { store, run, links, undo, latentSpace, openings, starts, address, checkMachine, findKept }: ExperimentsParts,
): Experiments {
  /** Trains unless the reader has paused since. `pauses`: the count of pauses at the time of the request. */
  const trainUnlessPaused = (pauses: number) => {
    if (run.pauses === pauses) void run.train({}).catch(() => undefined);
  };

  /** A link with programs waits for their models; if one cannot be made, a notice says so. */
  function openLink(fragment: string, inAddress: boolean, from: ResumePoint | null = null, silent = false, pauses = run.pauses): Promise<void> {
    if (programsIn(fragment).length === 0) return openNow(fragment, inAddress, from, silent, pauses);
    const opening = openings.request();
    return prepareLink(fragment).then(() => (opening.aborted ? undefined : openNow(fragment, inAddress, from, silent, pauses)));
  }

  function openNow(fragment: string, inAddress: boolean, from: ResumePoint | null, silent: boolean, pauses: number): Promise<void> {
    const { config, at, autostart, check: checks, language, theme, room, embed, guesses, fillIn, notices, ...view } = parse(fragment);
    const open = openInLearn(store.getState());
    const continues = open !== null && store.getState()[open] === view[open]; // a lesson, study or exercise with its next run
    openings.leave({ inAddress, silent: silent || continues });
    // A drawing is the reader's work: it is put aside, and only another drawing replaces it.
    const { strokes, drawn } = store.getState().fillIn;
    const { begin, ...fromStart } = from?.begun ?? config;
    const first = openings.open(from?.begun ?? fromStart, {
      ...view, awaited: at === null ? null : step(at), notices, linkedGuesses: guesses, fillIn: fillIn.source === "drawing" ? fillIn : { ...fillIn, strokes, drawn },
      ...(language ? { language } : {}), ...(theme ? { theme } : {}), ...(room ? { room } : {}), ...(embed || inAddress ? { embed } : {}), ...from?.state, // a script opens another experiment in the same frame
    }, from ?? {});
    links.opened({ autostart, language, theme }, inAddress);
    // If the file of the trained start cannot be fetched, the reader decides whether to train from step 0.
    const begins = begin !== undefined && !from;
    if ((from?.training ?? autostart) && !begins) trainUnlessPaused(pauses);
    const opened = !begins ? first : starts.begin().then((begun) => {
      if (autostart && begun) trainUnlessPaused(pauses);
      return first;
    });
    // Not earlier: until the run is open, its backends are being measured.
    if (checks) opened.then(checkMachine).catch(() => undefined); // its dialog reports failures
    return opened;
  }

  /** Shows another lesson, study or exercise, or the lists, if the fragment differs from the current link by these only: the run stays. Returns whether it did. */
  function turnTo(fragment: string): boolean {
    if (unpreparedIn(fragment).length > 0) return false;
    const wanted = parse(fragment);
    const { lesson, study, exercise, room, notices } = wanted;
    if (sameInLearn(wanted, store.getState()) || format({ ...links.link(), lesson, study, exercise, room }) !== format(wanted)) return false;
    store.setState({ lesson, study, exercise, ...(room ? { room } : {}), ...(notices.length > 0 ? { notices } : {}) });
    links.opened(wanted, true);
    return true;
  }

  /** Replaces the current run by the one that was left last. `inAddress`: the reader went to its entry in the history. */
  async function bringBack(inAddress: boolean, pauses = run.pauses): Promise<void> {
    if (undo.leaving) {
      const opening = openings.request();
      await undo.leaving;
      if (opening.aborted) return;
    }
    const back = undo.take();
    if (!back) return;
    openings.leave({ inAddress });
    links.dropAutostart();
    latentSpace.forget();
    const opened = run.open(back.begun, { snapshot: back.snapshot, record: back, state: { ...back.chosen, highlighted: null } });
    if (inAddress) links.opened(parse(address.fragment()), true);
    else links.pushEntry();
    if (back.training) trainUnlessPaused(pauses);
    await opened;
  }

  return {
    start: (from = null) => openLink(address.fragment(), true, from),
    async follow() {
      const opening = openings.request();
      const { pauses } = run;
      links.movedInHistory();
      const mending = address.mend();
      if (mending) await mending;
      if (undo.leaving) await undo.leaving; // the entry may be that of the run being left
      if (opening.aborted) return;
      if (turnTo(address.fragment())) return;
      const isRemembered = undo.has(({ mark, fragment }) => links.isAt(mark, fragment));
      if (isRemembered) return bringBack(true, pauses);
      const finding = findKept();
      const from = finding && await finding;
      if (!opening.aborted) await openLink(address.fragment(), true, from, false, pauses);
    },
    openFragment: (fragment) => openLink(fragment, false),
    openPlanned: (fragment, from) => openLink(fragment, false, from, true),
    async openModel(id) {
      const model = findModel(id) ?? models[0]!;
      const { config, comparison, class: k } = store.getState();
      const hyperparameters = defaultsOf(model.hyperparameters);
      const { program: _, ...others } = config;
      const opened = openings.another(() =>
        openings.open({ ...others, model: model.id, hyperparameters }, { preset: null, comparison, class: k, notices: [] }));
      if (model.id !== id) addNotice(store, { kind: "unknown-model", written: quote(id), used: model.id });
      await opened;
    },
    openPreset(name) {
      const { config, preset, stop, z, class: k, notices } = parse(`preset=${encodeText(name)}`);
      const { model, seed, hyperparameters } = config;
      const { own: _, program: __, ...chosen } = store.getState().config; // backend and engine stay as the reader chose them
      // As if opened by its link: the view of the experiment before is reset.
      return openings.another(() => openings.open(
        { ...chosen, model, seed, hyperparameters }, { preset, stop, comparison: store.getState().comparison, z, class: k, notices, instrument: null, enlarged: null, question: null },
      ));
    },
    undo: () => bringBack(false),
  };
}
