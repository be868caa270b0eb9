/** Decides whether a run can begin with its preset's trained start, and whether its preset has a trained map. */
import { findModel } from "../../subject/models/registry";
import { trainedStart, type TrainedStart } from "../../subject/presets/trained";
import { trainedMap, type TrainedMap } from "../../subject/presets/trainedMaps";
import { changesFrom, startingPoint } from "./changes";
import type { State } from "./store";

type Experiment = Pick<State, "preset" | "begun">;

/** Returns whether a run of the experiment is the preset's own up to this step. */
function isPresetUntil(last: number, { preset, begun }: Experiment): boolean {
  const model = findModel(begun.model);
  if (!model || begun.own !== undefined || changesFrom(startingPoint(model, preset), begun).length > 0) return false;
  return !begun.then?.some(({ step }) => step < last);
}

/** Returns the trained start of the preset; null if it has none, or if the settings up to its step are not the preset's. */
export function trainedStartFor(experiment: Experiment): TrainedStart | null {
  const start = trainedStart(experiment.preset);
  return start && isPresetUntil(start.step, experiment) ? start : null;
}

/** Returns the trained start whose step the run has not reached; null if there is none. */
export function trainedStartAhead(state: Pick<State, "preset" | "begun" | "step">): TrainedStart | null {
  const start = trainedStartFor(state);
  return start && state.step < start.step ? start : null;
}

/** Returns the preset's trained map while nothing was trained; null if it has none, or if the settings are not the preset's. */
export function trainedMapAhead(state: Pick<State, "preset" | "begun" | "step" | "rewound">): TrainedMap | null {
  const map = trainedMap(state.preset);
  return map && state.step === 0 && state.rewound === null && isPresetUntil(map.step, state) ? map : null;
}

/** Returns whether the preset's trained map is shown in place of the run; never beside a lecturer's question, which a finished map would answer. */
export const showsTrainedMap = (state: Pick<State, "preset" | "begun" | "step" | "rewound" | "question">): boolean =>
  state.question === null && trainedMapAhead(state) !== null;
