/** Whether a run can begin with its preset's trained start. */
import { findModel } from "../models/registry";
import { trainedStart, type TrainedStart } from "../presets/trained";
import { changesFrom, startingPoint } from "./changes";
import type { State } from "./store";

/** The trained start of the preset; null where it has none, or where the settings are not the preset's up to there. */
export function startFor({ preset, begun }: Pick<State, "preset" | "begun">): TrainedStart | null {
  const start = trainedStart(preset);
  const model = findModel(begun.model);
  if (!start || !model || begun.own !== undefined || changesFrom(startingPoint(model, preset), begun).length > 0) return null;
  return begun.then?.some(({ step }) => step < start.step) ? null : start;
}

/** The trained start that the run has not come up to; null where there is none. */
export function startAhead(state: Pick<State, "preset" | "begun" | "step">): TrainedStart | null {
  const start = startFor(state);
  return start && state.step < start.step ? start : null;
}
