/** The PyTorch program of the model with the run's settings. */
import { useMemo } from "react";
import { linesOf, torchOf, torchProgram, type CodeLine } from "../../torch";
import { useStore } from "../context";
import { useModel } from "../useModel";

export function useTorchProgram(): readonly CodeLine[] {
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const seed = useStore((state) => state.config.seed);
  return useMemo(() => linesOf(torchProgram(model, torchOf(model), h, seed)), [model, h, seed]);
}
