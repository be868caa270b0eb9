/** What `npm run quality` trains, and what it measures of each run after which epochs. */
import type { HyperparameterValues } from "../../src/core/hyperparameters";
import type { MeasurementId } from "../../src/core/measurements";

export interface QualityRun {
  readonly name: string;
  readonly model: string;
  /** What differs from the model's defaults. */
  readonly settings: HyperparameterValues;
  readonly epochs: number;
  /** Live settings that change, by the epoch after which they do. */
  readonly changes?: Readonly<Record<number, HyperparameterValues>>;
  /** Epochs (as many images as there are) after which these are measured; "held-out" stands for the test images' terms. */
  readonly measure: Readonly<Partial<Record<MeasurementId | "held-out", readonly number[]>>>;
}

const upTo = (epochs: number): readonly number[] => Array.from({ length: epochs }, (_, i) => i + 1);

export const RUNS: readonly QualityRun[] = [
  {
    name: "vae-20", model: "vae", settings: { latent: 20 }, epochs: 10,
    measure: { "held-out": upTo(10), "digit-fid": [1, 10], reconstructions: [10] },
  },
  {
    // Burda et al. lower the learning rate as training goes on, too, over 3,280 epochs.
    name: "vae-binary", model: "vae", settings: { pixels: "binary", latent: 32, hidden: 512 }, epochs: 200,
    changes: { 100: { lr: 5e-4 }, 150: { lr: 2e-4 }, 180: { lr: 1e-4 } },
    measure: { "held-out": [10, 50, 100, 150, 200], "k-sample-bound": [200] },
  },
  { name: "vae-2", model: "vae", settings: { latent: 2 }, epochs: 10, measure: { "held-out": upTo(10) } },
  { name: "cvae-2", model: "cvae", settings: { latent: 2 }, epochs: 10, measure: { "held-out": upTo(10), "class-accuracy": [10] } },
  { name: "cgan", model: "cgan", settings: {}, epochs: 8, measure: { "class-accuracy": upTo(8), "class-histogram": [8] } },
  { name: "acgan", model: "acgan", settings: {}, epochs: 8, measure: { "class-accuracy": upTo(8), "class-histogram": [8] } },
  {
    name: "cgan-concat", model: "cgan", settings: { condition: "concat", batchNorm: "off", lr: 2e-4 }, epochs: 8,
    measure: { "class-accuracy": upTo(8) },
  },
  {
    name: "dcgan", model: "dcgan", settings: {}, epochs: 10,
    measure: { "class-accuracy": upTo(10), "class-histogram": [10], "digit-fid": upTo(10) },
  },
  { name: "gan", model: "gan", settings: {}, epochs: 20, measure: { "class-histogram": [1, 5, 10, 15, 20], "digit-fid": [1, 20] } },
  { name: "sngan", model: "sngan", settings: {}, epochs: 20, measure: { "class-histogram": [1, 10, 20], "digit-fid": [1, 20] } },
  {
    name: "wgan-gp", model: "wgan-gp", settings: {}, epochs: 25,
    measure: { "class-histogram": [1, 5, 10, 25], "digit-fid": [1, 5, 10, 25] },
  },
  {
    // At the paper's rate of 1e-4, its 187 steps of the generator an epoch come to 200 in digit-FID after 20 epochs.
    name: "wgan-gp-conv", model: "wgan-gp", settings: { architecture: "conv", lr: 5e-4 }, epochs: 15,
    measure: { "class-histogram": [1, 5, 10, 15], "digit-fid": upTo(15) },
  },
  { name: "vae-gan", model: "vae-gan", settings: {}, epochs: 3, measure: { reconstructions: upTo(3), "digit-fid": [1, 3] } },
  { name: "conv-vae-2", model: "conv-vae", settings: { latent: 2 }, epochs: 10, measure: { "held-out": upTo(10) } },
];
