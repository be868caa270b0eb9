/** Two contestants: this project's engine, without the page around it, compiled and eager. */
import type { Tensor1D } from "@tensorflow/tfjs-core";
import { startBackend } from "../../src/engine/backends/start";
import { createTrainer, type Trainer } from "../../src/engine/trainer";
import { contest } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

/** What a trainer has that can compile its steps: it says afterwards how it computes them. */
interface Compiler {
  compile?(): Promise<{ readonly mode: string; readonly detail?: string }>;
}

/** Throws unless the engine itself says that its steps are compiled. */
async function compiled(trainer: Trainer & Compiler): Promise<void> {
  const { mode, detail } = (await trainer.compile?.()) ?? { mode: "eager", detail: "it has no compiler" };
  if (mode !== "compiled") throw new Error(`the engine stays eager: ${detail}`);
}

contest(async ({ backend, engineMode }, { model, h, lossColumn }, dataset) => {
  await startBackend(backend, {
    wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); },
  });
  const trainer = createTrainer(model, { model: model.id, seed: SEED, backend, hyperparameters: h }, dataset);
  if (engineMode === "compiled") await compiled(trainer);
  let waiting: Tensor1D[] = [];
  return {
    step: () => void waiting.push(trainer.advance()),
    async losses() {
      const values = await Promise.all(waiting.map(async (losses) => (await losses.data())[lossColumn]!));
      waiting.forEach((losses) => losses.dispose());
      waiting = [];
      return values;
    },
  };
});
