/** How much each direction of latent space changes the pictures, found from the decoder's own pictures; now, when asked. */
import { CLASSES } from "../../core/runConfig";
import { laneOf } from "../../core/draws";
import type { Influence } from "../../core/pictures";
import { widthOf } from "../../data/registry";
import { strongestDirections } from "../../metrics/principal";
import { nextTask } from "../scheduling/tasks";
import { withWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { tiledOriginals, decodeImages, tiled, type Originals } from "./pictures";
import { drawCodes } from "./priorDraws";

/** About so many pictures are decoded in all: some 50 ms for dense networks on WASM. */
const PICTURES = 512;
const MAX_BASES = 32;
/** Each dimension goes from −3 to 3, as on the map and in a traversal. */
const REACH = 3;

/** How many draws from the prior the differences are taken at. */
const basesFor = (d: number): number => Math.min(MAX_BASES, Math.max(4, Math.round(PICTURES / (2 * d))));

/**
 * At draws z from the prior, with a class each, dimension i is put to 3 and to −3: δᵢ is the difference of the two pictures.
 * The mean over the draws of the matrix δᵢ·δⱼ is to a step of this length what E[JᵀJ] is to a small one, J being the decoder's
 * Jacobian; its eigenvectors of largest eigenvalues are the directions in which pictures change most. The idea is that of
 * Härkönen et al. 2020 ("GANSpace"), who take principal components of a generator's features; differences also reach
 * networks whose first layer is as wide as z. The same seed and weights give the same directions. `original`: the image
 * of which the model is given something, for models that are. Training goes on between the draws.
 */
export async function influenceNow(frozen: FrozenModelAtStep, seed: number, original?: Originals): Promise<Influence> {
  const { step, h } = frozen;
  const d = Number(h["latent"]);
  const bases = basesFor(d);
  const products = new Float64Array(d * d);
  const changes = new Float64Array(d);
  const images = original && tiledOriginals(original, 2 * d);
  await withWeights(frozen, async (one) => {
    for (let base = 0; base < bases; base++) {
      const z = await drawCodes(one, { seed, purpose: "sample", step: base, lane: laneOf("influence") }, 1);
      const classes = new Uint8Array(2 * d).fill(base % CLASSES);
      addDifferences(await decodeImages(one, perturbed(z), classes, images), d, products, changes);
      await nextTask();
    }
  });
  const { directions, shares } = strongestDirections(products, d, Math.min(2, d));
  return { step, directions, shares, changes: Array.from(changes, (sum) => sum / (bases * widthOf(h))) };
}

/** [d] → [2d,d]: for each dimension z with this number at 3, then at −3. */
function perturbed(z: Float32Array): Float32Array {
  const d = z.length;
  const ends = tiled(z, 2 * d);
  for (let i = 0; i < d; i++) {
    ends[2 * i * d + i] = REACH;
    ends[(2 * i + 1) * d + i] = -REACH;
  }
  return ends;
}

/** pixels: [2d,width], pairs of `endsOf`. Adds δᵢ·δⱼ to products: [d,d], and the sum of |δᵢ| to changes: [d]. */
function addDifferences(pixels: Float32Array, d: number, products: Float64Array, changes: Float64Array): void {
  const width = pixels.length / (2 * d);
  const differences = new Float32Array(d * width);
  for (let i = 0; i < d; i++) {
    let size = 0;
    for (let p = 0; p < width; p++) {
      const difference = pixels[2 * i * width + p]! - pixels[(2 * i + 1) * width + p]!;
      differences[i * width + p] = difference;
      size += Math.abs(difference);
    }
    changes[i]! += size;
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let product = 0;
      for (let p = 0; p < width; p++) product += differences[i * width + p]! * differences[j * width + p]!;
      products[i * d + j]! += product;
      if (i !== j) products[j * d + i]! += product;
    }
  }
}
