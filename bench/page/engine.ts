/** Two contestants: this project's engine, without the page around it, compiled and eager. */
import type { Tensor1D } from "@tensorflow/tfjs-core";
import type { EngineReport } from "../../src/core/reports";
import { startBackend } from "../../src/engine/backends/start";
import { createTrainer, type Trainer } from "../../src/engine/trainer";
import { contest } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

/** The engine's report. Throws unless it says that steps are compiled. */
async function compiled(trainer: Trainer): Promise<EngineReport> {
  const report = await trainer.compile();
  if (report.mode !== "compiled") throw new Error(`the engine stays eager: ${JSON.stringify(report)}`);
  return report;
}

contest(async ({ backend, engineMode }, { model, h, lossColumn }, dataset) => {
  await startBackend(backend, {
    wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); },
  });
  const trainer = createTrainer(model, { model: model.id, seed: SEED, backend, hyperparameters: h }, dataset);
  const about = engineMode === "compiled" ? await compiled(trainer) : null;
  let waiting: Tensor1D[] = [];
  return {
    about,
    step: () => void waiting.push(trainer.advance()),
    async losses() {
      const values = await Promise.all(waiting.map(async (losses) => (await losses.data())[lossColumn]!));
      waiting.forEach((losses) => losses.dispose());
      waiting = [];
      return values;
    },
  };
});
