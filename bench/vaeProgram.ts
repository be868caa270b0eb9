/** The PyTorch program that the page shows of its VAE. `bench/written.ts` loads this file with Vite. */
import { defaultsOf } from "../src/core/model/hyperparameters";
import { models } from "../src/subject/models/registry";
import { linesOf, textOf, torchOf, torchProgram } from "../src/page/torch";

export function vaeProgram(): string {
  const vae = models.find(({ id }) => id === "vae");
  if (!vae) throw new Error("There is no VAE.");
  return textOf(linesOf(torchProgram(vae, torchOf(vae), defaultsOf(vae.hyperparameters), 1)));
}
