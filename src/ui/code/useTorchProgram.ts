/** The PyTorch program of the model with the run's settings; null: it has none. */
import { useMemo } from "react";
import { findTorch, linesOf, torchProgram, type CodeLine } from "../../torch";
import { useStore } from "../context";
import { useModel } from "../useModel";

export function useTorchProgram(): readonly CodeLine[] | null {
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const seed = useStore((state) => state.config.seed);
  return useMemo(() => {
    const torch = findTorch(model.id);
    return torch && linesOf(torchProgram(model, torch, h, seed));
  }, [model, h, seed]);
}
