/**
 * The energy of a code given the visible pixels: −log p(x_visible|z) + ½‖z − z₀‖², in nats, for Bernoulli pixels whose means
 * the decoder or generator gives. Minimising it over z fills an image in; Yeh et al. 2017, arXiv:1607.07539, do so with a
 * GAN and other distances to image and prior.
 *
 * With z₀ = 0 this is −log p(z|x_visible) up to a constant, and its minimum is the most probable code. With z₀ drawn from the
 * prior for each fill-in the minima vary: if the visible pixels determine nothing, z stays at the draw; if they determine
 * everything, all fill-ins agree. This is randomised maximum likelihood (Chen & Oliver 2012, doi:10.1007/s11004-011-9376-z)
 * without noise on the data. It applies to the prior N(0, I) only: for other priors −log p(z) replaces ½‖z − z₀‖², z₀ is just
 * the start of the search, and the fill-ins are the minima near their starts.
 */
import { grad, tensor2d } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { Networks } from "../../core/model/network";
import { oneHot } from "../../core/model/oneHot";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import type { Tensor, Tensor1D, Tensor2D } from "../../core/model/tf";
import type { FrozenModel } from "../step/frozenModel";
import { tf } from "../device/tf";
import { noiseOfSamples } from "../step/noise";
import { bind } from "../step/weights";

/**
 * The likelihood of a pixel is mixed with a coin toss: with twice this probability it is black or white regardless of the code. So
 * no pixel costs more than 9.2 nats, and a pixel that no code can explain does not outweigh the others.
 */
const MIXTURE_WEIGHT = 1e-4;

/** The known pixels of an image. */
export interface Evidence {
  /** [784] in [0,1]. */
  readonly pixels: Float32Array;
  /** [784] of 0 and 1. */
  readonly visible: Uint8Array;
  readonly class: number;
}

/** The energies of n independent codes. */
export type Energy = ReturnType<typeof createEnergy>;

/** ½‖z − z₀‖², or −log p(z) for other priors; null if the prior is not imposed on codes. z, z0: [n,d] → [n], in nats. */
function priorEnergy({ prior }: Model, networks: Networks, z: Tensor2D, z0: Tensor2D, h: HyperparameterValues): Tensor1D | null {
  if (!prior.imposed) return null;
  switch (prior.kind) {
    case "standard-normal": return tf.mul(tf.sum(tf.square(tf.sub(z, z0)), 1), 0.5);
    case "mixture": return tf.neg(prior.logDensity(tf, networks, z, h));
    default: return prior satisfies never;
  }
}

/** Returns the energy of n codes. The weights must stay valid until `dispose`. */
export function createEnergy({ model, specs, h, weights }: FrozenModel, evidence: Evidence, n: number) {
  const visible = Float32Array.from(evidence.visible);
  const row = (values: Float32Array) => tensor2d(values, [1, PIXELS]);
  const ink = row(evidence.pixels.map((value, i) => value * visible[i]!));
  const paper = row(evidence.pixels.map((value, i) => (1 - value) * visible[i]!));
  const y = tensor2d(oneHot(new Uint8Array(n).fill(evidence.class)), [n, CLASSES]);
  const given = tensor2d(new Float32Array(n * PIXELS), [n, PIXELS]); // unused: models with `given` are not searched
  const noise = noiseOfSamples(model, h, new Uint8Array(n)); // all codes share it

  const value = (z: Tensor2D, z0: Tensor2D): Tensor1D => {
    const networks = bind(specs, weights, "use");
    const made = model.decode(tf, networks, { z, y, given, noise }, h); // [n,784]
    const p = tf.add(tf.mul(made, 1 - 2 * MIXTURE_WEIGHT), MIXTURE_WEIGHT);
    const logLikelihood: Tensor1D = tf.sum(tf.add(tf.mul(ink, tf.log(p)), tf.mul(paper, tf.log(tf.sub(1, p)))), 1);
    const ofPrior = priorEnergy(model, networks, z, z0, h);
    return ofPrior ? tf.sub(ofPrior, logLikelihood) : tf.neg(logLikelihood);
  };
  return {
    /** z, z0: [n,d] → [n], in nats. Call it within a `tidy`. */
    value,
    /** The gradient of each value with respect to its own code: [n,d]. */
    gradient: (z: Tensor2D, z0: Tensor2D): Tensor2D => grad((code: Tensor) => tf.sum(value(code as Tensor2D, z0)))(z) as Tensor2D,
    dispose: (): void => [ink, paper, y, given, ...Object.values(noise)].forEach((tensor) => tensor.dispose()),
  };
}
