/** The runs on which the doctor's rules are tested: what each has, and how far it is trained. */
import type { IllnessId } from "../../../src/doctor/ids";

export interface RunOfDoctor {
  /** A link, or of a trained start its preset. */
  readonly run: string;
  /** The step at which it is examined. */
  readonly at: number;
  readonly seeds: readonly number[];
  /** The file of the preset's trained start is taken, and nothing is trained. */
  readonly trained?: true;
  /** What it was set up to have; none: it is well. */
  readonly has: readonly IllnessId[];
}

const run = (link: string, at: number, ...has: readonly IllnessId[]): RunOfDoctor => ({ run: link, at, seeds: [1, 2], has });
const trained = (preset: string, at: number): RunOfDoctor => ({ run: `preset=${preset}`, at, seeds: [1], trained: true, has: [] });

export const RUNS_OF_DOCTOR: readonly RunOfDoctor[] = [
  run("preset=posterior-collapse@2", 250, "posterior-collapse"),
  run("model=vae&likelihood=gaussian&sigma=3&latent=20", 250, "posterior-collapse"),
  run("preset=holes@1", 250, "holes"),
  run("preset=plain-autoencoder@1", 250, "holes"),
  run("preset=saturating@1", 150, "strong-discriminator", "vanishing-gradients"),
  run("preset=strong-discriminator@1", 300, "strong-discriminator"),
  run("model=gan&batchNorm=off&dropout=0&lr=0.00005&discriminatorRate=20", 200, "strong-discriminator"),
  run("model=gan&batchNorm=off&dropout=0&discriminatorRate=0.1", 300, "dead-discriminator"),
  run("preset=mode-collapse@1", 600, "mode-collapse"),
  run("preset=dropped-modes@1", 1000, "dropped-modes"),
  run("model=wgan&clip=0.1&lr=0.005", 100, "exploding-critic"),
  run("preset=ignores-its-label@2", 1000, "ignored-condition"),
  run("preset=class-means-nothing@1", 468, "ignored-condition"),
  run("preset=first-vae@1", 300),
  run("preset=twenty-dimensions@1", 300),
  run("preset=blurry-or-sharp@1", 300),
  run("preset=disentangle@1", 300),
  run("preset=class-as-a-knob@1", 300),
  run("preset=ten-codes@1", 200),
  run("preset=first-gan@1", 468),
  run("preset=first-cgan@1", 468),
  run("preset=auxiliary-classifier@1", 300),
  run("preset=classes-without-labels@1", 468),
  run("preset=all-eight@1", 1000),
  run("preset=wasserstein@2", 200),
  run("model=wgan&lr=0.005", 100),
  run("preset=spectral-norm@1", 300),
  trained("convolutional-vae@1", 3000),
  trained("learned-likeness@1", 2000),
  trained("deep-convolutional@1", 4000),
  trained("gradient-penalty@1", 2000),
];
