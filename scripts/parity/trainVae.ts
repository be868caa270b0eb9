/**
 * The counterpart of train_vae.py: trains `vae`, d = 20, for ten epochs on WASM and writes the held-out terms after
 * each to docs/data/vae-d20-elbo-room.json. Run: `npx tsx scripts/engineScript.ts scripts/parity/trainVae.ts`.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import { measureNow } from "../../src/engine/measurements/heldOutJob";
import { diskDataset } from "../../src/engine/measurements/testing";
import { useBackend } from "../../src/engine/testing";
import { createTrainer } from "../../src/engine/trainer/trainer";
import { vae } from "../../src/subject/models/vae/model";

const EPOCHS = 10;
const SETTINGS = { seed: 1, latent: 20, hidden: 400, batch: 128, lr: 1e-3 };

await useBackend("wasm");
const dataset = await diskDataset();
const { seed, ...chosen } = SETTINGS;
const hyperparameters = { ...defaultsOf(vae.hyperparameters), ...chosen };
const trainer = createTrainer(vae, { model: "vae", seed, backend: "wasm", hyperparameters }, dataset);
const round = (value: number) => Number(value.toFixed(4));
const epochs: Record<string, number>[] = [];
const began = performance.now();
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  while (trainer.step < epoch * trainer.stepsPerEpoch) trainer.advance();
  await trainer.losses();
  const { values } = await measureNow(trainer, dataset);
  const [total, reconstruction, kl] = ["total", "reconstruction", "kl"].map((id) => round(values[id]!));
  epochs.push({ epoch, step: trainer.step, total: total!, reconstruction: reconstruction!, kl: kl! });
  console.log(`${JSON.stringify(epochs.at(-1))} after ${Math.round((performance.now() - began) / 1000)} s`);
}
const made = {
  what: "held-out terms on the 10,000 test images, nats per image",
  by: "ELBO Room on WASM, scripts/parity/trainVae.ts",
  settings: { model: "vae", ...SETTINGS },
  epochs,
};
await mkdir("docs/data", { recursive: true });
await writeFile("docs/data/vae-d20-elbo-room.json", `${JSON.stringify(made, null, 1)}\n`);
