/**
 * What lecture mode puts large, which settings stay at hand, and which curves the chart begins with: what the preset's
 * question asks about. This is no part of the experiment, so that it may change where a published preset may not.
 */
import { isInUse, type Hyperparameter, type HyperparameterValues } from "../core/model/hyperparameters";
import type { Model } from "../core/model/model";
import { onPoints } from "../data/registry";
import { LECTURE_HINTS, type LectureHints } from "../presets";
import { shownInstrument, type Instrument } from "./instruments";
import { roomOnShow } from "./rooms";
import type { State } from "./store";

/** A way of looking at the latent space; or samples and reconstructions, with the decoded image small below them. */
export type Shown = "pictures" | Instrument;

/** As many live settings have keys. */
const STEERED = 2;

const hintsOf = ({ preset }: Pick<State, "preset">): LectureHints => LECTURE_HINTS.get(preset?.name ?? "") ?? {};

/** A map says much of two dimensions and little of many; of points the densities say most. */
function usuallyShown(model: Model, latent: number, h: HyperparameterValues): Shown {
  if (model.given) return "fill-in";
  if (onPoints(h)) return "pictures";
  return latent > 2 ? "pictures" : "map";
}

/** What the preset shows until another way of looking is chosen. */
export const firstShown = (model: Model, state: Pick<State, "preset" | "z" | "config">): Shown =>
  hintsOf(state).shows ?? usuallyShown(model, state.z.length, state.config.hyperparameters);

/** What is on show: outside lecture mode always a way of looking at the latent space; in Play the one that the model begins with. */
export function shownOn(model: Model, state: Pick<State, "present" | "room" | "preset" | "z" | "instrument" | "config">): Shown {
  const { present, instrument, config } = state;
  if (roomOnShow(state) === "play") return shownInstrument(model, null, config.hyperparameters);
  return present && instrument === null ? firstShown(model, state) : shownInstrument(model, instrument, config.hyperparameters);
}

/** Ids of the curves that the chart begins with; null: no choice was made for this experiment. */
export const followedCurves = (state: Pick<State, "preset">): readonly string[] | null => hintsOf(state).follows ?? null;

/** Ids of the settings in lecture mode's strip: those asked about, then the first live ones. */
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

/** Those of them that keys change, in the order of the keys. A setting that starts the run again has none. */
export const steeredSettings = (model: Model, state: Pick<State, "preset" | "config">): readonly string[] =>
  lectureSettings(model, state).filter((id) => new Map(Object.entries<Hyperparameter>(model.hyperparameters)).get(id)?.live);
