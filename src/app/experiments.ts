/** Which experiment is on show: one that a link, a model or a preset says, or the run that was left last. */
import { defaultsOf } from "../core/hyperparameters";
import { step } from "../core/ids";
import { findModel, models } from "../models/registry";
import type { Session } from "../state/session";
import { parse } from "../state/urlCodec";
import type { OpeningsParts, Openings } from "./openings";
import { addNotice } from "./runFeed";
import type { Address } from "./surroundings";
import type { TrainedStarts } from "./trainedStarts";

export interface ExperimentsParts extends OpeningsParts {
  readonly openings: Openings;
  readonly starts: TrainedStarts;
  readonly address: Address;
  readonly checkMachine: () => unknown;
}

export interface Experiments extends Pick<Session, "openFragment" | "openModel" | "openPreset" | "undo"> {
  /** What the address says. */
  start(): Promise<void>;
  /** The reader went to another entry of the browser's history, or edited the address. */
  follow(): Promise<void>;
}

export function createExperiments(
  { store, run, links, undo, latentSpace, openings, starts, address, checkMachine }: ExperimentsParts,
): Experiments {
  const trainAtOnce = () => void run.train({}).catch(() => undefined);

  function openLink(fragment: string, inAddress: boolean): Promise<void> {
    const { config, at, autostart, check: checks, language, theme, room, guesses, fillIn, notices, ...view } = parse(fragment);
    const { lesson, study } = store.getState();
    openings.leave(inAddress, (lesson !== null && lesson === view.lesson) || (study !== null && study === view.study)); // one goes on to its next run
    // A drawing is the reader's work: it is put aside, and lost only to another one.
    const { strokes, drawn } = store.getState().fillIn;
    const { begin, ...fromStart } = config;
    const first = openings.open(fromStart, {
      ...view, awaited: at === null ? null : step(at), notices, linkedGuesses: guesses, fillIn: fillIn.source === "drawing" ? fillIn : { ...fillIn, strokes, drawn },
      ...(language ? { language } : {}), ...(theme ? { theme } : {}), ...(room ? { room } : {}),
    });
    links.opened({ autostart, language, theme }, inAddress);
    // Where its file does not come, the reader decides whether to train from step 0.
    if (autostart && begin === undefined) trainAtOnce();
    const opened = begin === undefined ? first : starts.begin().then((begins) => {
      if (autostart && begins) trainAtOnce();
      return first;
    });
    // Not before: the run's own backend is being measured.
    if (checks) void opened.then(checkMachine);
    return opened;
  }

  /** The run that is kept, in place of the one that stands. `inAddress`: the reader went to its entry in the history. */
  async function bringBack(inAddress: boolean): Promise<void> {
    const { asked } = openings;
    if (undo.leaving) await undo.leaving;
    if (asked !== openings.asked) return;
    const back = undo.take();
    if (!back) return;
    openings.leave(inAddress);
    links.left();
    latentSpace.forget();
    const opened = run.open(back.begun, { snapshot: back.snapshot, known: back, state: { ...back.chosen, highlighted: null } });
    if (inAddress) links.opened(parse(address.fragment()), true);
    else links.enter();
    if (back.training) trainAtOnce();
    await opened;
  }

  return {
    start: () => openLink(address.fragment(), true),
    async follow() {
      const mine = openings.ask();
      links.went();
      if (undo.leaving) await undo.leaving; // the entry may be its
      if (mine !== openings.asked) return;
      const kept = undo.holds(({ mark, fragment }) => links.isAt(mark, fragment));
      await (kept ? bringBack(true) : openLink(address.fragment(), true));
    },
    openFragment: (fragment) => openLink(fragment, false),
    async openModel(id) {
      const model = findModel(id) ?? models[0]!;
      const { config, comparison, class: k } = store.getState();
      const hyperparameters = defaultsOf(model.hyperparameters);
      const opened = openings.another(() =>
        openings.open({ ...config, model: model.id, hyperparameters }, { preset: null, comparison, class: k, notices: [] }));
      if (model.id !== id) addNotice(store, { kind: "unknown-model", written: id.slice(0, 40), used: model.id });
      await opened;
    },
    openPreset(name) {
      const { config, preset, stop, z, class: k, notices } = parse(`preset=${encodeURIComponent(name)}`);
      const { model, seed, hyperparameters } = config; // how it is computed stays as it was wished
      // As from its link: no way of looking is left over from the experiment before.
      return openings.another(() => openings.open(
        { ...store.getState().config, model, seed, hyperparameters }, { preset, stop, comparison: store.getState().comparison, z, class: k, notices, instrument: null },
      ));
    },
    undo: () => bringBack(false),
  };
}
