/** The PyTorch program of the model with the run's settings. */
import { useMemo } from "react";
import { findTorch, linesOf, torchProgram, type CodeLine } from "../../torch";
import { useStore } from "../context";
import { useModel } from "../useModel";
import { useFetched } from "./useFetched";

export type Program = { readonly kind: "here"; readonly lines: readonly CodeLine[] } | { readonly kind: "coming" | "failed" | "none" };

export function useTorchProgram(): Program {
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const seed = useStore((state) => state.config.seed);
  const torch = useFetched(model.id, findTorch);
  return useMemo(() => {
    if (torch === undefined) return { kind: "coming" };
    if (torch === "failed") return { kind: "failed" };
    return torch && torch.unless?.(h) !== true ? { kind: "here", lines: linesOf(torchProgram(model, torch, h, seed)) } : { kind: "none" };
  }, [torch, model, h, seed]);
}
