/** How much each direction of latent space changes the decoder's images, computed on request. */
import { CLASSES } from "../../core/run/runConfig";
import { laneOf } from "../../core/run/draws";
import type { Influence } from "../../core/latent/pictures";
import { widthOf } from "../../data/registry";
import { strongestDirections } from "../../metrics/principal";
import { nextTask } from "../../core/tasks";
import { withWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { tiledOriginals, decodeImages, tiled, type Originals } from "./pictures";
import { drawCodes } from "./priorDraws";

/** Approximate number of images to decode: some 50 ms for dense networks on WASM. */
const PICTURES = 512;
const MAX_BASES = 32;
/** Each dimension is set to −3 and to 3, the range of the map and of traversals. */
const REACH = 3;

/** The number of draws from the prior at which differences are taken. */
const basesFor = (d: number): number => Math.min(MAX_BASES, Math.max(4, Math.round(PICTURES / (2 * d))));

/**
 * Returns the directions in which images change most. At draws z from the prior, each with a class, dimension i is set to 3 and to −3: δᵢ is the
 * difference of the two images. The mean of the matrix δᵢ·δⱼ over the draws is the finite-difference analogue of E[JᵀJ], where J is the
 * decoder's Jacobian. Its eigenvectors with the largest eigenvalues are the directions in which images change most. The idea follows Härkönen et
 * al. 2020 ("GANSpace"), who take principal components of a generator's features; differences also work for networks whose first layer is as
 * wide as z. The same seed and weights give the same directions. `original`: the conditioning image, for models with `given`. Training continues
 * between the draws.
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

/** [d] → [2d,d]: for each dimension, z with that dimension at 3, then at −3. */
function perturbed(z: Float32Array): Float32Array {
  const d = z.length;
  const ends = tiled(z, 2 * d);
  for (let i = 0; i < d; i++) {
    ends[2 * i * d + i] = REACH;
    ends[(2 * i + 1) * d + i] = -REACH;
  }
  return ends;
}

/** pixels: [2d,width], pairs of `perturbed`. Adds δᵢ·δⱼ to products, [d,d], and the sum of |δᵢ| to changes, [d]. */
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
