/** PyTorch's side of the models, from their folders. */
import type { TorchModel } from "../core/torch";
import { programs } from "./programs";

export { linesOf, textOf, torchProgram, type CodeLine } from "./program";

/** null: the model has none. */
export const findTorch = (id: string): TorchModel | null => programs.get(id) ?? null;
