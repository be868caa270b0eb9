/** Every model's `torch.ts`, in one script that comes when the first program is asked for. */
import type { TorchModel } from "../core/torch";

const files = import.meta.glob<TorchModel>("../models/*/torch.ts", { eager: true, import: "torch" });

/** By the model's id. */
export const programs: ReadonlyMap<string, TorchModel> = new Map(Object.entries(files).map(([path, torch]) => [path.split("/").at(-2)!, torch]));
