/** All data that models are trained on, in the order of menus: one line for each folder. */
import type { DataDefinition, ImageDefinition, PointsDefinition } from "../../core/data/data";
import type { HyperparameterValue } from "../../core/model/hyperparameters";
import { readOwnId } from "../../core/data/ownId";
import type { RunConfig } from "../../core/run/runConfig";
import { line } from "./line/definition";
import { mnist } from "./mnist/definition";
import { moons } from "./moons/definition";
import { ring } from "./ring/definition";
import { spiral } from "./spiral/definition";

export const DATA: readonly (ImageDefinition | PointsDefinition)[] = [mnist, ring, moons, spiral, line];

/** The ids by kind, for settings that apply to one kind only. */
export const POINTS: readonly string[] = DATA.filter(({ kind }) => kind === "points").map(({ id }) => id);
export const IMAGES: readonly string[] = DATA.filter(({ kind }) => kind === "image").map(({ id }) => id);

/** The setting of a run's data; models that are trained on MNIST only do not have it. */
interface Settings {
  readonly data?: HyperparameterValue;
}

/** Returns a run's data: MNIST, unless the setting `data` chooses another. Own images have the same width. */
export const dataOf = (h: Settings): ImageDefinition | PointsDefinition => DATA.find(({ id }) => id === h.data) ?? mnist;

/** Returns the id of a run's own images; undefined for MNIST or points. */
export const ownOf = ({ own, hyperparameters }: Pick<RunConfig, "own" | "hyperparameters">): string | undefined =>
  (dataOf(hyperparameters).kind === "image" ? own : undefined);

/** Returns what a run is trained on. */
export function dataOfRun(config: Pick<RunConfig, "own" | "hyperparameters">): DataDefinition {
  const data = dataOf(config.hyperparameters);
  const id = ownOf(config);
  if (id === undefined) return data;
  const labels = readOwnId(id)?.classes ?? 0;
  return { id, kind: labels > 0 ? "own" : "unlabelled", width: data.width, labels };
}

/** Returns whether a run is trained on points. */
export const onPoints = (h: Settings): boolean => dataOf(h).kind === "points";

/** Returns the number of values in a row of x. */
export const widthOf = (h: Settings): number => dataOf(h).width;
