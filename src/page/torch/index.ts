/** The PyTorch parts of the models, from their folders. */
import type { Model } from "../../core/model/model";
import type { TorchModel } from "../../core/model/torch";
import { programs } from "./programs";

export { commandOf, type ContinuedData } from "./command";
export { linesOf, textOf, torchProgram, type CodeLine } from "./program";

/** Returns a model's PyTorch part. Throws if the model's folder has no `torch.ts`; a test makes sure that each has one. */
export function torchOf({ id }: Model): TorchModel {
  const torch = programs.get(id);
  if (!torch) throw new Error(`${id} has no torch.ts`);
  return torch;
}
