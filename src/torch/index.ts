/** PyTorch's side of the models, from their folders. */
import type { TorchModel } from "../core/torch";

export { linesOf, textOf, torchProgram, type CodeLine } from "./program";

/** null: the model has none. Rejects where they cannot be fetched. */
export const findTorch = async (id: string): Promise<TorchModel | null> => (await import("./programs")).programs.get(id) ?? null;
