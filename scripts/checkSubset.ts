/**
 * `npm run check -- subset` trains VAEs on WASM and compares what is measured on 1,000 test images with the same on all 10,000: how often the
 * 95 % interval of the bound on −log p(x) contains the value of all, and how far the held-out −ELBO moves. Fails if the interval contains it in
 * fewer than nine of ten cases.
 */
import { defaultsOf, type HyperparameterValues } from "../src/core/model/hyperparameters";
import { measure } from "../src/engine/measurements";
import { measureHeldOut } from "../src/engine/measurements/heldOut";
import { diskDataset } from "../src/engine/measurements/testing";
import { testOrder } from "../src/engine/measurementInputs/testOrder";
import { testReader } from "../src/engine/pictures/testImages";
import { runSlices } from "../src/engine/scheduling/slices";
import { useBackend } from "../src/engine/testing";
import { createTrainer, type Trainer } from "../src/engine/trainer/trainer";
import { findModel } from "../src/subject/models/registry";

const RUNS: readonly (readonly [model: string, settings: HyperparameterValues])[] = [
  ["vae", { latent: 2 }], ["vae", { latent: 20 }], ["vae", { latent: 10, beta: 8 }], ["vae", { latent: 2, likelihood: "gaussian" }],
  ["beta-vae", { latent: 10 }], ["cvae", { latent: 2 }], ["mixture-vae", { latent: 10, components: 20 }], ["vae", { latent: 2, pixels: "binary" }],
];
const SEEDS = [1, 2, 3, 4, 5];
const STEPS = [50, 100, 200, 400, 800];
const SUBSET = 1000;
const WANTED = 0.9;

await useBackend("wasm");
const dataset = await diskDataset();
const judge = () => Promise.reject(new Error("no evaluation classifier is expected"));
const ownOrder = Array.from({ length: dataset.testImages }, (_, i) => i);
const order = Array.from(testOrder(dataset));

/** Returns the bound with one draw on so many images. */
const boundOf = (trainer: Trainer, images: number) =>
  measure("k-sample-bound", { k: 1, images }, { frozen: trainer, dataset, seed: trainer.config.seed, judge });
const elboOf = async (trainer: Trainer, images: readonly number[]): Promise<number> =>
  (await runSlices(measureHeldOut({ ...trainer, images, batchOf: testReader(dataset, trainer).testBatchOf }))).negativeElbo!;
const rootMeanSquare = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

const cases: { readonly within: boolean; readonly error: number; readonly moved: number; readonly ownFirst: number; readonly ownHalf: number }[] = [];
for (const [id, settings] of RUNS) {
  const before = cases.length;
  for (const seed of SEEDS) {
    const model = findModel(id)!;
    const trainer = createTrainer(model, { model: id, seed, backend: "wasm", hyperparameters: { ...defaultsOf(model.hyperparameters), ...settings } }, dataset);
    await trainer.compile();
    for (const step of STEPS) {
      while (trainer.step < step) trainer.advance();
      await trainer.losses();
      const [some, all] = [await boundOf(trainer, SUBSET), await boundOf(trainer, dataset.testImages)];
      const elbo = await elboOf(trainer, order);
      cases.push({
        within: Math.abs(some.bound - all.bound) <= 1.96 * some.standardError, error: some.standardError,
        moved: (await elboOf(trainer, order.slice(0, SUBSET))) - elbo,
        ownFirst: (await elboOf(trainer, ownOrder.slice(0, SUBSET))) - elbo, ownHalf: (await elboOf(trainer, ownOrder.slice(0, 5000))) - elbo,
      });
    }
    trainer.dispose();
  }
  report(`${id} ${JSON.stringify(settings)}`, cases.slice(before));
}
report("all", cases);
if (cases.filter(({ within }) => within).length < WANTED * cases.length) throw new Error("The interval contains the value of all images too seldom.");

function report(name: string, of: typeof cases): void {
  console.log(`${name}: ${of.filter(({ within }) => within).length} of ${of.length} intervals contain the value of all; standard error ` +
    `${rootMeanSquare(of.map(({ error }) => error)).toFixed(2)} nats; the first ${SUBSET} differ from all by ${rootMeanSquare(of.map(({ moved }) => moved)).toFixed(2)} nats ` +
    `(in MNIST's own order by ${rootMeanSquare(of.map(({ ownFirst }) => ownFirst)).toFixed(2)}, the first half by ${rootMeanSquare(of.map(({ ownHalf }) => ownHalf)).toFixed(2)})`);
}
