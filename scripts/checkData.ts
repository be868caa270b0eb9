/**
 * `npm run check -- data [FOLDER]` reads real files of another data set in MNIST's format, as the page does, trains on them, and measures
 * generated samples by an evaluation classifier that is trained on their labels. The default folder is that of Debian's package
 * dataset-fashion-mnist. Without the files it fails.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { defaultsOf } from "../src/core/model/hyperparameters";
import { readOwnId } from "../src/core/data/ownId";
import { PIXELS, type RunConfig } from "../src/core/run/runConfig";
import { openOwn } from "../src/subject/data/own/dataset";
import { prepare, suggestedOptions } from "../src/subject/data/own/prepare";
import { readFiles } from "../src/subject/data/own/read";
import { archiveOf } from "../src/subject/data/own/save";
import { measure } from "../src/engine/measurements";
import { measureNow } from "../src/engine/measurements/heldOutJob";
import { trainOwnJudge } from "../src/engine/measurements/ownJudge";
import { runSlices } from "../src/engine/scheduling/slices";
import { useBackend } from "../src/engine/testing";
import { createTrainer } from "../src/engine/trainer/trainer";
import { findModel } from "../src/subject/models/registry";

const FILES = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];
const SEEDS = [1, 2, 3];
const STEPS = 300;
/** Nats per image: three fifths of the loss of a decoder that outputs ½ for every pixel. */
const ENOUGH = 0.6 * PIXELS * Math.LN2;
const JUDGE_ENOUGH = 0.8;

const folder = process.argv[2] ?? "/usr/share/datasets/fashion-mnist";
const noImages = () => Promise.reject(new Error("no image files are expected"));
const given = await readFiles(FILES.map((file) => ({ path: `${path.basename(folder)}/${file}`, bytes: new Uint8Array(readFileSync(path.join(folder, file))) })), noImages);
const { images, leftOut } = await prepare(given, suggestedOptions(given));
console.log(images.id, `${images.train.labels.length} + ${images.test.labels.length} images`, leftOut);
const again = await readFiles([{ path: "saved.zip", bytes: archiveOf(images) }], noImages);
const saved = await prepare(again, suggestedOptions(again));
if (readOwnId(saved.images.id)?.hash !== readOwnId(images.id)?.hash) throw new Error("Saved and read again they are other images.");

await useBackend("wasm");
const dataset = openOwn(images);
const { about: { testAccuracy } } = await runSlices(trainOwnJudge(dataset));
console.log(`The judge of these images is right on ${(100 * testAccuracy).toFixed(1)} % of those held out.`);
if (!(testAccuracy > JUDGE_ENOUGH)) throw new Error("The judge has not learnt enough.");
const bundled = () => Promise.reject(new Error("the bundled judge is not asked for"));
for (const model of ["vae", "cvae"].map((id) => findModel(id)!)) {
  const values: number[] = [];
  for (const seed of SEEDS) {
    const config: RunConfig = { model: model.id, seed, backend: "wasm", own: images.id, hyperparameters: { ...defaultsOf(model.hyperparameters), latent: 10 } };
    const trainer = createTrainer(model, config, dataset);
    await trainer.compile();
    for (let step = 0; step < STEPS; step++) trainer.advance();
    const { values: { total } } = await measureNow(trainer, dataset);
    if (model.conditional) {
      const options = { frozen: trainer, dataset, seed, judge: bundled };
      const { accuracy } = await measure("class-accuracy", { samples: 1000 }, options);
      const { distance, floor } = await measure("digit-fid", { samples: 2000 }, options);
      console.log(`${model.id}, seed ${seed}: class accuracy ${(100 * accuracy).toFixed(1)} %, FID of the judge's features ${distance.toFixed(1)}, floor ${floor.toFixed(1)}`);
      if (!(floor < distance)) throw new Error("Samples are nearer to training images than held-out images are.");
    }
    trainer.dispose();
    if (!(total! < ENOUGH)) throw new Error(`${model.id}, seed ${seed}: ${total} nats after ${STEPS} steps.`);
    values.push(total!);
  }
  console.log(model.id, `negative ELBO of ${dataset.testImages} held-out images after ${STEPS} steps, seeds ${SEEDS.join()}:`, values.map((value) => value.toFixed(1)).join(", "), "nats");
}
