/** The exact posterior of an image in two latent dimensions, beside the encoder's: by the model's own likelihood on a grid of codes. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { FollowRequest, PosteriorOfImage } from "../../core/follow";
import { elboOf, oneDraw } from "../../core/measurable";
import type { Posterior } from "../../core/model";
import type { Tensor2D } from "../../core/tf";
import {
  boundingSquare, cellArea, cellMiddles, integralError, logGaussian, logIntegral, nodesOf, squareOf, squareOfMass, weightedSum,
  type PlaneGaussian, type Square,
} from "../../metrics/posterior";
import { tf } from "../device/tf";
import { measuredNoise } from "../measuring/measuredNoise";
import type { PictureSource } from "../pictures/pictureSource";
import type { Still } from "../step/still";
import { bind } from "../step/weights";
import { read } from "./read";
import { noiseStep } from "./subject";

/** Codes in one slice: some 40 ms with WASM on one core for a dense VAE of 400 units. */
const AT_ONCE = 300;
/** The prior has less than a millionth of its mass further out. */
const WIDEST: Square = { middle: [0, 0], extent: 5.2 };
/** Cells along each side: to find the mass, to close in on it, and of the grid that is summed and shown. */
const SIDES = { find: 25, close: 33, show: 41 } as const;
/** How far below the highest cell there may still be mass: much on a coarse grid, which misses the top. */
const NATS = { find: 40, close: 11 } as const;
/** Closed in on again where the square has become smaller by so much. */
const AGAIN = 0.6;
/** Standard deviations of q on the map. */
const REACH = 3.5;

/** q(z|x), and log p(x,z) of any codes. The weights must stay. */
function densitiesOf(still: Still, source: PictureSource, image: number, draw: number) {
  const { model, specs, h, weights } = still;
  const { objective, prior } = elboOf(model)!;
  const { forward, elbo, reconstruction } = objective;
  const isEps = (name: string) => {
    const { purpose, shape } = model.noise(oneDraw(objective, { ...h, batch: 1 }))[name]!;
    return purpose === "eps" && shape[1] === 2;
  };
  /** Within a `tidy`. eps: [n,2] → what the terms are made from, with one code for each row. */
  const run = (eps: Tensor2D) => {
    const n = eps.shape[0];
    const settings = oneDraw(objective, { ...h, batch: n });
    const numbers = Array<number>(n).fill(image);
    const drawn = measuredNoise(model, settings, numbers, noiseStep(image, draw));
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
    /** z: [n,2] → [n]; what q says of z only says how the forward comes to it. */
    async *logJoint({ mu, sigma }: PlaneGaussian, z: Float32Array): AsyncGenerator<void, Float32Array, void> {
      const all = new Float32Array(z.length / 2);
      for (let first = 0; first < all.length; first += AT_ONCE) {
        const some = z.subarray(2 * first, 2 * Math.min(all.length, first + AT_ONCE));
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

/** The weights must stay until the end. For models with an evidence lower bound and two latent dimensions. */
export async function* posteriorOf(still: Still, source: PictureSource, { image, draw }: FollowRequest): AsyncGenerator<void, PosteriorOfImage, void> {
  const densities = densitiesOf(still, source, image, draw);
  const q = await densities.q();
  const onGrid = (square: Square, side: number) => densities.logJoint(q, cellMiddles(square, side));
  const wide = boundingSquare(WIDEST, squareOf(q, REACH));
  const found = squareOfMass(yield* onGrid(wide, SIDES.find), wide, SIDES.find, NATS.find);
  const closer = async function* (square: Square) { return squareOfMass(yield* onGrid(square, SIDES.close), square, SIDES.close, NATS.close); };
  let mass = yield* closer(found);
  if (mass.extent < AGAIN * found.extent) mass = yield* closer(mass);
  const square = boundingSquare(mass, squareOf(q, REACH));
  const joint = yield* onGrid(square, SIDES.show);
  const shown = { values: joint, side: SIDES.show, area: cellArea(square, SIDES.show) };
  // Where q takes most of the square, p(x) is summed where its mass is.
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
