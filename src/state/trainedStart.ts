/** Decides whether a run can begin with its preset's trained start. */
import { findModel } from "../models/registry";
import { trainedStart, type TrainedStart } from "../presets/trained";
import { changesFrom, startingPoint } from "./changes";
import type { State } from "./store";

/** Returns the trained start of the preset; null if it has none, or if the settings up to its step are not the preset's. */
export function trainedStartFor({ preset, begun }: Pick<State, "preset" | "begun">): TrainedStart | null {
  const start = trainedStart(preset);
  const model = findModel(begun.model);
  if (!start || !model || begun.own !== undefined || changesFrom(startingPoint(model, preset), begun).length > 0) return null;
  return begun.then?.some(({ step }) => step < start.step) ? null : start;
}

/** Returns the trained start whose step the run has not reached; null if there is none. */
export function trainedStartAhead(state: Pick<State, "preset" | "begun" | "step">): TrainedStart | null {
  const start = trainedStartFor(state);
  return start && state.step < start.step ? start : null;
}
