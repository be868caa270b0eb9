/** Every `torch.ts` of models and of points, in one script that loads with the first program. */
import type { HyperparameterValue } from "../../core/model/hyperparameters";
import type { TorchModel, TorchPoints } from "../../core/model/torch";

const byFolder = <T>(files: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(files).map(([path, torch]) => [path.split("/").at(-2)!, torch]));

/** The models' parts by the model's id. */
export const programs = byFolder(import.meta.glob<TorchModel>("../../subject/models/*/torch.ts", { eager: true, import: "torch" }));

const points = byFolder(import.meta.glob<TorchPoints>("../../subject/data/*/torch.ts", { eager: true, import: "torch" }));

/** Returns the part of points; undefined if the data are images. */
export const pointsOf = (data: HyperparameterValue | undefined): TorchPoints | undefined => points.get(String(data));
