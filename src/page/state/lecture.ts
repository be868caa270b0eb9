/**
 * Says what lecture mode enlarges, which settings it shows, and with which curves the chart begins: those that the preset's
 * question is about. This is no part of the experiment, so it may change although a published preset may not.
 */
import { isInUse, type Hyperparameter, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { onPoints } from "../../subject/data/registry";
import { LECTURE_HINTS, type LectureHints } from "../../subject/presets";
import { shownInstrument, type Instrument } from "./instruments";
import { displayedRoom, type Enlarged } from "./rooms";
import type { State } from "./store";

/** An instrument; or samples and reconstructions, with the decoded image small below them. */
export type LatentView = "pictures" | Instrument;

/** The number of live settings that have keys. */
const STEERED = 2;

/** Returns whether the question to the audience fills the screen in lecture mode. */
export const isAsking = ({ question, dismissedQuestion }: Pick<State, "question" | "dismissedQuestion">): boolean => question !== null && question !== dismissedQuestion;

const hintsOf = ({ preset }: Pick<State, "preset">): LectureHints => LECTURE_HINTS.get(preset?.name ?? "") ?? {};

/** A map is useful in two dimensions, hardly in many; for points the densities are shown. */
function defaultLatentView(model: Model, latent: number, h: HyperparameterValues): LatentView {
  if (model.given) return "fill-in";
  if (onPoints(h)) return "pictures";
  return latent > 2 ? "pictures" : "map";
}

/** Returns what a preset shows until the reader chooses another instrument. */
export const initialLatentView = (model: Model, state: Pick<State, "preset" | "z" | "config">): LatentView =>
  hintsOf(state).shows ?? defaultLatentView(model, state.z.length, state.config.hyperparameters);

/** Returns what the page shows: outside lecture mode always an instrument; in Play the model's default. */
export function latentViewOf(model: Model, state: Pick<State, "present" | "room" | "preset" | "z" | "instrument" | "config">): LatentView {
  const { present, instrument, config } = state;
  if (displayedRoom(state) === "play") return shownInstrument(model, null, config.hyperparameters);
  return present && instrument === null ? initialLatentView(model, state) : shownInstrument(model, instrument, config.hyperparameters);
}

/** Returns the panel that the preset's question is about, which the key E enlarges first. */
export const askedPanel = (model: Model, state: Parameters<typeof latentViewOf>[1]): Enlarged =>
  hintsOf(state).about ?? (latentViewOf(model, state) === "pictures" ? "pictures" : "latent");

/** Returns the ids of the curves with which the chart begins; null: the experiment has no selection. */
export const followedCurves = (state: Pick<State, "preset">): readonly string[] | null => hintsOf(state).follows ?? null;

/** Returns whether the preset's question asks to measure, for which lecture mode shows the button. */
export const asksToMeasure = (state: Pick<State, "preset">): boolean => hintsOf(state).measures ?? false;

/** Returns the ids of the settings that lecture mode shows: those of the preset's question, then the first live ones. */
export function lectureSettings(model: Model, state: Pick<State, "preset" | "config">): readonly string[] {
  const table = new Map(Object.entries<Hyperparameter>(model.hyperparameters));
  const inUse = (id: string) => {
    const spec = table.get(id);
    return spec !== undefined && isInUse(spec, state.config.hyperparameters);
  };
  const asked = (hintsOf(state).asks ?? []).filter(inUse);
  const live = [...table.keys()].filter((id) => table.get(id)?.live && inUse(id));
  const steered = [...asked.filter((id) => live.includes(id)), ...live.filter((id) => !asked.includes(id))].slice(0, STEERED);
  return [...new Set([...asked, ...steered])];
}

/** Returns those of them that keys change, in the order of the keys. A setting that restarts the run has no key. */
export const steeredSettings = (model: Model, state: Pick<State, "preset" | "config">): readonly string[] =>
  lectureSettings(model, state).filter((id) => new Map(Object.entries<Hyperparameter>(model.hyperparameters)).get(id)?.live);
