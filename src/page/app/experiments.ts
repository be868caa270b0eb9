/** Opens experiments: from a link, a model or a preset, or the run that was left last. `following.ts` opens that of the address. */
import { defaultsOf } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import type { RunConfig } from "../../core/run/runConfig";
import { encodeText } from "../../core/wellFormed";
import { findModel, models } from "../../subject/models/registry";
import { openInLearn } from "../state/openInLearn";
import { prepareLink } from "../state/prepare";
import { parse, programsIn, quote } from "../state/urlCodec";
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
}

/** A state of a run from which an experiment continues. `begun` is used instead of the link's configuration. */
export interface ResumePoint extends Pick<Required<OpenOptions>, "snapshot" | "record"> {
  readonly begun: RunConfig;
  /** Whether training continues; if absent, the link says it. */
  readonly training?: boolean;
  /** Other values of the store that belong to the run. */
  readonly state?: Partial<State>;
}

/** How a link is opened. */
interface HowToOpen {
  /** The address shows it already. */
  readonly inAddress: boolean;
  /** The state from which it continues; null: at the link's beginning. */
  readonly from: ResumePoint | null;
  /** No notice offers to undo it. */
  readonly silent: boolean;
  /** The count of the reader's pauses at the time of the request. Training does not begin after a later pause. */
  readonly pauses: number;
}

export type Experiments = ReturnType<typeof createExperiments>;

/** Returns the session's actions that open experiments. */
export function createExperiments(
  { store, run, links, latentSpace, openings, starts, address, checkMachine }: ExperimentsParts,
) {
  /** Trains unless the reader has paused since. `pauses`: the count of pauses at the time of the request. */
  const trainUnlessPaused = (pauses: number) => {
    if (run.pauses === pauses) void run.train({}).catch(() => undefined);
  };

  function openLink(fragment: string, { inAddress = false, from = null, silent = false, pauses = run.pauses }: Partial<HowToOpen> = {}): Promise<void> {
    const how = { inAddress, from, silent, pauses };
    if (programsIn(fragment).length === 0) return openNow(fragment, how);
    const opening = openings.request();
    return prepareLink(fragment).then(() => (opening.aborted ? undefined : openNow(fragment, how)));
  }

  function openNow(fragment: string, { inAddress, from, silent, pauses }: HowToOpen): Promise<void> {
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

  async function bringBack({ inAddress, pauses }: Pick<HowToOpen, "inAddress" | "pauses">): Promise<void> {
    if (run.leaving) {
      const opening = openings.request();
      await run.leaving;
      if (opening.aborted) return;
    }
    const back = run.takeLeft();
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
    /** Opens a link, by default one that is not in the address. A link with programs waits for their models; if one cannot be made, a notice says so. */
    openLink,
    /** Replaces the current run by the one that was left last. `inAddress`: the reader went to its entry in the history. */
    bringBack,
    openFragment: (fragment: string) => openLink(fragment),
    /** Opens a fragment as `openFragment` does, without a notice about the run that is left. `from`: null: at the link's beginning. */
    openPlanned: (fragment: string, from: ResumePoint | null) => openLink(fragment, { from, silent: true }),
    async openModel(id: string) {
      const model = findModel(id) ?? models[0]!;
      const { config, comparison, class: k } = store.getState();
      const hyperparameters = defaultsOf(model.hyperparameters);
      const { program: _, ...others } = config;
      const opened = openings.another(() =>
        openings.open({ ...others, model: model.id, hyperparameters }, { preset: null, comparison, class: k, notices: [] }));
      if (model.id !== id) addNotice(store, { kind: "unknown-model", written: quote(id), used: model.id });
      await opened;
    },
    openPreset(name: string) {
      const { config, preset, stop, z, class: k, notices } = parse(`preset=${encodeText(name)}`);
      const { model, seed, hyperparameters } = config;
      const { own: _, program: __, ...chosen } = store.getState().config; // backend and engine stay as the reader chose them
      // As if opened by its link: the view of the experiment before is reset.
      return openings.another(() => openings.open(
        { ...chosen, model, seed, hyperparameters }, { preset, stop, comparison: store.getState().comparison, z, class: k, notices, instrument: null, enlarged: null, question: null },
      ));
    },
    undo: () => bringBack({ inAddress: false, pauses: run.pauses }),
  };
}
