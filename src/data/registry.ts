/** All data that models are trained on, in the order of menus. One line for each; its folder says what it is. */
import type { DataDefinition } from "../core/data";
import type { HyperparameterValue } from "../core/hyperparameters";
import { line } from "./line/definition";
import { mnist } from "./mnist/definition";
import { moons } from "./moons/definition";
import { ring } from "./ring/definition";
import { spiral } from "./spiral/definition";

export const DATA: readonly DataDefinition[] = [mnist, ring, moons, spiral, line];

/** By kind, for settings that say something only of one. */
export const POINTS: readonly string[] = DATA.filter(({ kind }) => kind === "points").map(({ id }) => id);
export const IMAGES: readonly string[] = DATA.filter(({ kind }) => kind === "image").map(({ id }) => id);

/** Settings of a run, of a model that is trained on MNIST alone or lets one choose. */
interface Settings {
  readonly data?: HyperparameterValue;
}

/** What a run is trained on: MNIST, unless its model lets one choose by a setting `data`. */
export const dataOf = (h: Settings): DataDefinition => DATA.find(({ id }) => id === h.data) ?? mnist;

export const onPoints = (h: Settings): boolean => dataOf(h).kind === "points";

/** Numbers in a row of x. */
export const widthOf = (h: Settings): number => dataOf(h).width;
