/** One contestant: this project's engine, without the page around it. */
import type { Tensor1D } from "@tensorflow/tfjs-core";
import { defaultsOf } from "../../src/core/hyperparameters";
import { lossColumns } from "../../src/core/model";
import { startBackend } from "../../src/engine/backends/start";
import { createTrainer } from "../../src/engine/trainer";
import { findModel } from "../../src/models/registry";
import { BATCH, contest, LATENT, SEED } from "./contestant";
import { wasmPaths } from "./wasmPaths";

const COLUMN = { vae: "total", cgan: "discriminator-total" } as const;

contest(async (backend, id, dataset) => {
  await startBackend(backend, {
    wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); },
  });
  const model = findModel(id)!;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), latent: LATENT[id], batch: BATCH };
  const trainer = createTrainer(model, { model: id, seed: SEED, backend, hyperparameters }, dataset);
  const column = lossColumns(model).findIndex((one) => one.id === COLUMN[id]);
  let waiting: Tensor1D[] = [];
  return {
    step: () => void waiting.push(trainer.advance()),
    async losses() {
      const values = await Promise.all(waiting.map(async (losses) => (await losses.data())[column]!));
      waiting.forEach((losses) => losses.dispose());
      waiting = [];
      return values;
    },
  };
});
