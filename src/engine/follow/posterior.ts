/** The posterior of an image in two latent dimensions, computed on a grid from the model's likelihood, and the encoder's approximation of it. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { FollowRequest, PosteriorOfImage } from "../../core/latent/follow";
import { elboOf, oneDraw } from "../../core/model/measurable";
import type { Posterior } from "../../core/model/model";
import type { Tensor2D } from "../../core/model/tf";
import {
  boundingSquare, cellArea, cellMiddles, integralError, logGaussian, logIntegral, nodesOf, squareOf, squareOfMass, weightedSum,
  type PlaneGaussian, type Square,
} from "../../subject/metrics/posterior";
import { tf } from "../device/tf";
import { measuredNoise } from "../measurementInputs/measuredNoise";
import type { PictureSource } from "../pictures/pictureSource";
import type { FrozenModel } from "../step/frozenModel";
import { bind } from "../step/weights";
import { read } from "./read";
import { noiseStepOf } from "./subject";

/** Codes in one slice: some 40 ms with WASM on one core for a dense VAE of 400 units. */
const CODES_PER_SLICE = 300;
/** The prior has less than a millionth of its mass outside of this square. */
const WIDEST: Square = { middle: [0, 0], extent: 5.2 };
/** Cells along each side of the grid: to find the mass, to close in on it, and to sum and show it. */
const SIDES = { find: 25, close: 33, show: 41 } as const;
/** Cells within this many nats of the highest may contain mass: more on a coarse grid, which misses the peak. */
const NATS = { find: 40, close: 11 } as const;
/** The search is repeated if it shrinks the square by this factor or more. */
const SHRINK_TO_REPEAT = 0.6;
/** Standard deviations of q that the shown square includes. */
const Q_RADIUS = 3.5;

/** Functions for q(z|x), and for log p(x,z) of any codes. The weights must stay valid. */
function densitiesOf(frozen: FrozenModel, source: PictureSource, image: number, draw: number) {
  const { model, specs, h, weights } = frozen;
  const { objective, prior } = elboOf(model)!;
  const { forward, elbo, reconstruction } = objective;
  const isEps = (name: string) => {
    const { purpose, shape } = model.noise(oneDraw(objective, { ...h, batch: 1 }))[name]!;
    return purpose === "eps" && shape[1] === 2;
  };
  /** Runs the objective's forward with one code for each row of eps, [n,2]. Call it within a `tidy`. */
  const run = (eps: Tensor2D) => {
    const n = eps.shape[0];
    const settings = oneDraw(objective, { ...h, batch: n });
    const numbers = Array<number>(n).fill(image);
    const drawn = measuredNoise(model, settings, numbers, noiseStepOf(image, draw));
    const noise = Object.fromEntries(Object.entries(drawn).map(([name, rows]) => [name, isEps(name) ? eps : rows]));
    const batch = source.testBatchOf(numbers);
    const networks = bind(specs, weights, "use");
    return { networks, settings, values: forward(tf, { networks, batch, labelled: batch, noise, h: settings }) };
  };
  return {
    async q(): Promise<PlaneGaussian> {
      const [mu, logVar] = await read(() => {
        const found: Posterior = elbo.posterior!(run(tensor2d([[0, 0]])).values);
        return [found.mu, found.logVar!];
      });
      const sigma = logVar!.map((value) => Math.exp(value / 2));
      return { mu: [mu![0]!, mu![1]!], sigma: [sigma[0]!, sigma[1]!] };
    },
    /** log p(x,z), in nats: z: [n,2] → [n]. q is only used to find the ε that gives each z in the forward. */
    async *logJoint({ mu, sigma }: PlaneGaussian, z: Float32Array): AsyncGenerator<void, Float32Array, void> {
      const all = new Float32Array(z.length / 2);
      for (let first = 0; first < all.length; first += CODES_PER_SLICE) {
        const some = z.subarray(2 * first, 2 * Math.min(all.length, first + CODES_PER_SLICE));
        const eps = some.map((value, i) => (value - mu[i % 2 as 0 | 1]) / sigma[i % 2 as 0 | 1]);
        const [values] = await read(() => {
          const { networks, settings, values } = run(tensor2d(eps, [eps.length / 2, 2]));
          return [tf.sub(prior.logDensity(tf, networks, elbo.code(values), settings), reconstruction.each(tf, values, settings))];
        });
        all.set(values!, first);
        yield;
      }
      return all;
    },
  };
}

/**
 * Computes the exact posterior and the approximate one of a test image, with its log evidence and ELBO in nats. Yields between slices. The model
 * must have an ELBO and two latent dimensions. The weights must stay valid until the end.
 */
export async function* posteriorOf(frozen: FrozenModel, source: PictureSource, { image, draw }: FollowRequest): AsyncGenerator<void, PosteriorOfImage, void> {
  const densities = densitiesOf(frozen, source, image, draw);
  const q = await densities.q();
  const onGrid = (square: Square, side: number) => densities.logJoint(q, cellMiddles(square, side));
  const wide = boundingSquare(WIDEST, squareOf(q, Q_RADIUS));
  const found = squareOfMass(yield* onGrid(wide, SIDES.find), wide, SIDES.find, NATS.find);
  const closer = async function* (square: Square) { return squareOfMass(yield* onGrid(square, SIDES.close), square, SIDES.close, NATS.close); };
  let mass = yield* closer(found);
  if (mass.extent < SHRINK_TO_REPEAT * found.extent) mass = yield* closer(mass);
  const square = boundingSquare(mass, squareOf(q, Q_RADIUS));
  const joint = yield* onGrid(square, SIDES.show);
  const shown = { values: joint, side: SIDES.show, area: cellArea(square, SIDES.show) };
  // If q takes up most of the square, p(x) is summed over the smaller square of the mass.
  const summed = mass.extent < square.extent / 2
    ? { values: yield* onGrid(mass, SIDES.show), side: SIDES.show, area: cellArea(mass, SIDES.show) } : shown;
  const logEvidence = logIntegral(summed.values, summed.area);
  const nodes = nodesOf(q);
  const logQ = logGaussian(q, nodes.z);
  const atNodes = yield* densities.logJoint(q, nodes.z);
  return {
    part: "posterior", ...square, ...q, side: SIDES.show, logEvidence,
    logPosterior: joint.map((value) => value - logEvidence),
    error: integralError(summed.values, summed.side, summed.area),
    elbo: weightedSum(nodes.weights, atNodes.map((value, i) => value - logQ[i]!)),
  };
}
