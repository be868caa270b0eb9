/** Two contestants: this project's engine, without the page around it, compiled and eager. */
import { lossColumns } from "../../src/core/model";
import type { EngineReport } from "../../src/core/reports";
import { startBackend } from "../../src/engine/device/backends/start";
import { createTrainer, type Trainer } from "../../src/engine/trainer/trainer";
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
  const columns = lossColumns(model).length;
  return {
    about,
    step: () => trainer.advance(),
    losses: async () => [...await trainer.losses()].filter((_, i) => i % columns === lossColumn),
  };
});
