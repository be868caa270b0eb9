/** The parts of a program's bound as a model has them, so that bounds on log p(x), the exact posterior and the number of active units can be measured. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Objective, Term, TermOfImages } from "../../core/model/model";
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tf } from "../../core/model/tf";
import { PIXELS } from "../../core/run/runConfig";
import type { ElboPlaces, Likelihood } from "./elbo";
import { inOrder, type Node } from "./graph";
import type { ProgramStep } from "./step";

export const KL_TEX = "D_{\\mathrm{KL}}\\big(q(z\\mid x)\\,\\|\\,\\mathcal{N}(0,I)\\big)";
export const RECONSTRUCTION_TEX = "-\\mathbb{E}_{q(z\\mid x)}\\big[\\log p(x\\mid z)\\big]";

/** Codes, their noise, and the posterior's μ and log σ²: [B,d]; images and the decoder's output: [B,784]. */
export interface BoundTensors {
  readonly code: Tensor2D;
  readonly noise: Tensor2D;
  readonly mu: Tensor2D;
  readonly logVar: Tensor2D;
  readonly images: Tensor2D;
  readonly output: Tensor2D;
}

/** Returns the nodes from which `boundTensors` computes. */
export function boundNodes({ objectives, posterior }: ProgramStep, { objective, reconstruction, output }: ElboPlaces): readonly Node[] {
  const { code, noise, mu, sigma } = posterior!;
  const nodes = inOrder([objectives[objective]!.summands[reconstruction]!.node]);
  return [code, noise, mu, sigma, nodes.find(({ leaf }) => leaf?.kind === "batch" && leaf.of === "images")!, nodes[output]!];
}

export function boundTensors(tf: Tf, [code, noise, mu, sigma, images, output]: readonly Tensor[]): BoundTensors {
  const rows = (x: Tensor | undefined) => tf.reshape(x!, [x!.shape[0]!, PIXELS]) as Tensor2D;
  return { code: code as Tensor2D, noise: noise as Tensor2D, mu: mu as Tensor2D, logVar: tf.mul(tf.log(sigma as Tensor2D), 2), images: rows(images), output: rows(output) };
}

/** Returns −log p(x|z) of each image in nats, [B]. */
function negativeLogLikelihood(tf: Tf, { images, output }: BoundTensors, likelihood: Likelihood): Tensor1D {
  if (likelihood.kind === "bernoulli") return tf.sum(tf.sub(tf.softplus(output), tf.mul(images, output)), 1);
  const { sigma } = likelihood;
  return tf.add(tf.mul(tf.sum(tf.square(tf.sub(images, output)), 1), 1 / (2 * sigma ** 2)), (PIXELS / 2) * Math.log(2 * Math.PI * sigma ** 2));
}

type Values = { readonly bound: BoundTensors | null };
type Parts = Pick<Objective<Values, HyperparameterValues>, "kl" | "reconstruction" | "elbo">;

/** Returns the parts of an objective that is a bound. */
export function partsOfBound({ objective, kl, reconstruction, likelihood }: ElboPlaces, { objectives }: ProgramStep): Parts {
  const { summands } = objectives[objective]!;
  const term = (at: number, tex: string) => ({ id: summands[at]!.name, tex, unit: "nats/image" as const, source: "" });
  const rate: Term<Values, HyperparameterValues> = {
    ...term(kl, KL_TEX), ownAxis: true,
    value: (tf, { bound }) => {
      const { mu, logVar } = bound!;
      const summands = tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1));
      return tf.mul(tf.mean(tf.sum(summands, 1)), 0.5) as Scalar;
    },
  };
  const distortion: TermOfImages<Values, HyperparameterValues> = {
    ...term(reconstruction, RECONSTRUCTION_TEX),
    each: (tf, { bound }) => negativeLogLikelihood(tf, bound!, likelihood),
    value: (tf, { bound }) => tf.mean(negativeLogLikelihood(tf, bound!, likelihood)) as Scalar,
  };
  return {
    kl: rate, reconstruction: distortion,
    elbo: {
      code: ({ bound }) => bound!.code,
      posterior: ({ bound }) => ({ mu: bound!.mu, logVar: bound!.logVar }),
      // log N(z; μ, σ²) = log N(ε; 0, I) − Σ log σ is computed from ε, because z − μ loses digits if σ is small.
      logPosterior: (tf, { bound }) => {
        const { noise, logVar } = bound!;
        return tf.sub(tf.sub(tf.mul(tf.sum(tf.square(noise), 1), -0.5), (noise.shape[1] / 2) * Math.log(2 * Math.PI)), tf.mul(tf.sum(logVar, 1), 0.5)) as Tensor1D;
      },
      ...(likelihood.kind === "gaussian" && { pixelSigma: (tf: Tf) => tf.scalar(likelihood.sigma) }),
    },
  };
}
