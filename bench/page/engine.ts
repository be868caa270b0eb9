/** Two contestants: this project's engine, without the page around it, compiled and eager. */
import type { Tensor1D } from "@tensorflow/tfjs-core";
import { startBackend } from "../../src/engine/backends/start";
import { createTrainer, type Trainer } from "../../src/engine/trainer";
import { contest, type EngineMode } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

/** How the engine says it computes. */
const modeOf = (_trainer: Trainer): EngineMode => "eager";

contest(async ({ backend, engineMode }, { id, model, h, lossColumn }, dataset) => {
  await startBackend(backend, {
    wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); },
  });
  const trainer = createTrainer(model, { model: model.id, seed: SEED, backend, hyperparameters: h }, dataset);
  if (modeOf(trainer) !== engineMode) throw new Error(`the engine does not compute ${id} ${engineMode} on ${backend}`);
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
