/** How much each direction of latent space changes the decoder's images, computed on request. */
import { CLASSES } from "../../core/run/runConfig";
import { laneOf } from "../../core/run/draws";
import type { Influence } from "../../core/latent/pictures";
import { widthOf } from "../../subject/data/registry";
import { NARROW, strongestDirections, strongestOf } from "../../subject/metrics/principal";
import { nextTask } from "../../core/tasks";
import { runSlices } from "../scheduling/slices";
import { withWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { tiledOriginals, decodeImages, tiled, type Originals } from "./pictures";
import { drawCodes } from "./priorDraws";

/** Approximate number of images to decode for codes of usual widths: some 50 ms for dense networks on WASM. */
const PICTURES = 512;
/** Images in one slice. */
const PICTURES_PER_SLICE = 256;
const MAX_BASES = 32;
/** Each dimension is set to −3 and to 3, the range of the map and of traversals. */
const REACH = 3;

/** The number of draws from the prior at which differences are taken. One is enough for wide codes, whose many dimensions average themselves. */
const basesFor = (d: number): number => Math.min(MAX_BASES, Math.max(d > NARROW ? 1 : 4, Math.round(PICTURES / (2 * d))));

/**
 * Returns the directions in which images change most. At draws z from the prior, each with a class, dimension i is set to 3 and to −3: δᵢ is the
 * difference of the two images. The mean of the matrix δᵢ·δⱼ over the draws is the finite-difference analogue of E[JᵀJ], where J is the
 * decoder's Jacobian. Its eigenvectors with the largest eigenvalues are the directions in which images change most. The idea follows Härkönen et
 * al. 2020 ("GANSpace"), who take principal components of a generator's features; differences also work for networks whose first layer is as
 * wide as z. The same seed and weights give the same directions. `original`: the conditioning image, for models with `given`. Training continues
 * between slices, whatever the width of the code.
 */
export async function influenceNow(frozen: FrozenModelAtStep, seed: number, original?: Originals): Promise<Influence> {
  const { step, h } = frozen;
  const d = Number(h["latent"]);
  const width = widthOf(h);
  const bases = basesFor(d);
  const products = d > NARROW ? null : new Float64Array(d * d);
  /** δ of each draw, [d,width] each, for wide codes. */
  const kept: Float32Array[] = [];
  const changes = new Float64Array(d);
  await withWeights(frozen, async (one) => {
    for (let base = 0; base < bases; base++) {
      const z = await drawCodes(one, { seed, purpose: "sample", step: base, lane: laneOf("influence") }, 1);
      const differences = new Float32Array(d * width);
      for (let first = 0; first < d; first += PICTURES_PER_SLICE / 2) {
        const count = Math.min(PICTURES_PER_SLICE / 2, d - first);
        const classes = new Uint8Array(2 * count).fill(base % CLASSES);
        const pixels = await decodeImages(one, perturbed(z, first, count), classes, original && tiledOriginals(original, 2 * count));
        addDifferences(pixels, differences.subarray(first * width), changes.subarray(first));
        await nextTask();
      }
      if (products) addProducts(differences, d, products);
      else kept.push(differences);
    }
  });
  const { directions, shares } = products ? strongestDirections(products, d, Math.min(2, d)) : await strongestOfKept(kept, d);
  return { step, directions, shares, changes: Array.from(changes, (sum) => sum / (bases * width)) };
}

/** z: [d] → [2·count,d]: for each of `count` dimensions from `first` on, z with that dimension at 3, then at −3. */
function perturbed(z: Float32Array, first: number, count: number): Float32Array {
  const d = z.length;
  const ends = tiled(z, 2 * count);
  for (let i = 0; i < count; i++) {
    ends[2 * i * d + first + i] = REACH;
    ends[(2 * i + 1) * d + first + i] = -REACH;
  }
  return ends;
}

/** pixels: [2n,width], pairs of `perturbed`. Writes their differences δ into differences, [n,width] or longer, and adds the sum of each |δ| to changes, [n] or longer. */
function addDifferences(pixels: Float32Array, differences: Float32Array, changes: Float64Array): void {
  const width = differences.length / changes.length;
  for (let i = 0; 2 * i * width < pixels.length; i++) {
    let size = 0;
    for (let p = 0; p < width; p++) {
      const difference = pixels[2 * i * width + p]! - pixels[(2 * i + 1) * width + p]!;
      differences[i * width + p] = difference;
      size += Math.abs(difference);
    }
    changes[i]! += size;
  }
}

/** differences: δ, [d,width]. Adds δᵢ·δⱼ to products, [d,d]. */
function addProducts(differences: Float32Array, d: number, products: Float64Array): void {
  const width = differences.length / d;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let product = 0;
      for (let p = 0; p < width; p++) product += differences[i * width + p]! * differences[j * width + p]!;
      products[i * d + j]! += product;
      if (i !== j) products[j * d + i]! += product;
    }
  }
}

/** kept: δ of each draw, [d,width] each. The matrix δᵢ·δⱼ is used only in products with vectors. */
async function strongestOfKept(kept: readonly Float32Array[], d: number) {
  const multiply = (vector: Float64Array): Float64Array => {
    const product = new Float64Array(d);
    for (const differences of kept) {
      const width = differences.length / d;
      const image = new Float64Array(width);
      for (let i = 0; i < d; i++) for (let p = 0; p < width; p++) image[p]! += vector[i]! * differences[i * width + p]!;
      for (let i = 0; i < d; i++) for (let p = 0; p < width; p++) product[i]! += image[p]! * differences[i * width + p]!;
    }
    return product;
  };
  const total = kept.reduce((sum, differences) => differences.reduce((all, value) => all + value * value, sum), 0);
  return runSlices(strongestOf(multiply, d, 2, total));
}
