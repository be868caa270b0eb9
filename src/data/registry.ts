/** All data that models are trained on, in the order of menus. One line for each; its folder says what it is. */
import type { DataDefinition, ImageDefinition, PointsDefinition } from "../core/data";
import type { HyperparameterValue } from "../core/hyperparameters";
import { readOwnId } from "../core/ownId";
import type { RunConfig } from "../core/runConfig";
import { line } from "./line/definition";
import { mnist } from "./mnist/definition";
import { moons } from "./moons/definition";
import { ring } from "./ring/definition";
import { spiral } from "./spiral/definition";

export const DATA: readonly (ImageDefinition | PointsDefinition)[] = [mnist, ring, moons, spiral, line];

/** By kind, for settings that say something only of one. */
export const POINTS: readonly string[] = DATA.filter(({ kind }) => kind === "points").map(({ id }) => id);
export const IMAGES: readonly string[] = DATA.filter(({ kind }) => kind === "image").map(({ id }) => id);

/** Settings of a run, of a model that is trained on MNIST alone or lets one choose. */
interface Settings {
  readonly data?: HyperparameterValue;
}

/** What a run's settings mean: MNIST, unless its model lets one choose by a setting `data`. Own images are as wide. */
export const dataOf = (h: Settings): ImageDefinition | PointsDefinition => DATA.find(({ id }) => id === h.data) ?? mnist;

/** The own images that a run is trained on, by their id; undefined: on MNIST, or on points. */
export const ownOf = ({ own, hyperparameters }: Pick<RunConfig, "own" | "hyperparameters">): string | undefined =>
  (dataOf(hyperparameters).kind === "image" ? own : undefined);

/** What a run is trained on. */
export function dataOfRun(config: Pick<RunConfig, "own" | "hyperparameters">): DataDefinition {
  const data = dataOf(config.hyperparameters);
  const id = ownOf(config);
  if (id === undefined) return data;
  const labels = readOwnId(id)?.classes ?? 0;
  return { id, kind: labels > 0 ? "own" : "unlabelled", width: data.width, labels };
}

export const onPoints = (h: Settings): boolean => dataOf(h).kind === "points";

/** Numbers in a row of x. */
export const widthOf = (h: Settings): number => dataOf(h).width;
