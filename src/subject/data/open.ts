/** Opens the data of a run. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Dataset } from "./dataset";
import { openPoints } from "./points";
import { dataOf } from "./registry";

const opened = new Map<string, Dataset>();

/** Returns MNIST as `mnist` opens it, which starts loading; or points, drawn when they are first needed. */
export function datasetOf(h: HyperparameterValues, mnist: () => Dataset): Dataset {
  const data = dataOf(h);
  if (data.kind === "image") return mnist();
  const known = opened.get(data.id) ?? openPoints(data);
  opened.set(data.id, known);
  return known;
}
