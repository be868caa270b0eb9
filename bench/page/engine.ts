/** Two contestants: this project's engine, without the page around it, compiled and eager. */
import { lossColumns } from "../../src/core/model/model";
import type { EngineReport } from "../../src/core/run/reports";
import { startBackend } from "../../src/engine/device/backends/start";
import { createTrainer, type Trainer } from "../../src/engine/trainer/trainer";
import { setThreadFactory } from "../../src/engine/trainer/stepper/threads";
import { contest } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

/** The engine's report. Throws unless steps are compiled and run on `threads` threads. */
async function compiled(trainer: Trainer, threads: number): Promise<EngineReport> {
  setThreadFactory(() => new Worker(new URL("./thread.ts", import.meta.url), { type: "module" }));
  const report = await trainer.compile({ threads });
  if (report.mode !== "compiled") throw new Error(`the engine stays eager: ${JSON.stringify(report)}`);
  if (report.threads !== threads) throw new Error(`it runs on ${report.threads} threads`);
  return report;
}

contest(async ({ backend, engineMode, threads = 1 }, { model, h, lossColumn }, dataset) => {
  await startBackend(backend, {
    wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); },
  });
  const trainer = createTrainer(model, { model: model.id, seed: SEED, backend, hyperparameters: h }, dataset);
  const about = engineMode === "compiled" ? await compiled(trainer, threads) : null;
  const columns = lossColumns(model).length;
  return {
    about,
    step: () => trainer.advance(),
    losses: async () => [...await trainer.losses()].filter((_, i) => i % columns === lossColumn),
  };
});
