/**
 * The order of training images: a function of the seed, the batch size and the pool, independent of how fast the images arrive. This file
 * handles image numbers only, no pixels. An epoch is as many steps as all images have full batches.
 *
 * From the pool of all images, epoch 0 goes through them in blocks, in MNIST's own order, each shuffled separately, so that training can start on
 * the first block; batches are cut from the concatenation and may span two blocks. Every later epoch is a permutation of all images. A growing
 * pool has few images at first. Training goes through it in rounds, each a permutation of the images that the pool then has, until it has all. The
 * incomplete last batch of an epoch or round is dropped, because shapes are static: those images may come in the next permutation.
 */
import type { Pool } from "../../core/data/pool";
import { laneOf } from "../../core/run/draws";
import { permutation } from "../../core/run/philox";

/** The number of images that epoch 0 shuffles together. */
const BLOCK = 5000;

/** The number of images with which a growing pool begins: some ninety of each class. */
const FIRST_POOL = 900;
/** The number of images drawn for each image that a growing pool gains. */
const DRAWN_PER_GAIN = 3;

export type Order = ReturnType<typeof createOrder>;

/** A number of steps that go through the same images once. */
interface Round {
  /** Counts the rounds from 0. */
  readonly number: number;
  readonly firstStep: number;
  /** The number of first images that it draws from. */
  readonly images: number;
}

/** Creates the order. Throws RangeError if an epoch would not have a full batch. */
export function createOrder(seed: number, batch: number, images = 60000, pool: Pool = "all") {
  if (!Number.isInteger(batch) || batch < 1 || batch > images) {
    throw new RangeError(`batch of ${batch} out of ${images} images`);
  }
  const stepsPerEpoch = Math.floor(images / batch);
  const early = pool === "growing" ? roundsUntilAll(batch, images) : [];
  const firstWhole = early.length === 0 ? 0 : endOf(early.at(-1)!, batch);
  let cached = { number: -1, order: new Uint32Array(0) };

  const roundAt = (step: number): Round => {
    if (step < firstWhole) return early.findLast(({ firstStep }) => firstStep <= step)!;
    const later = Math.floor((step - firstWhole) / stepsPerEpoch);
    return { number: early.length + later, firstStep: firstWhole + later * stepsPerEpoch, images };
  };
  const orderOf = (round: Round): Uint32Array => {
    if (cached.number !== round.number) cached = { number: round.number, order: pool === "all" && round.number === 0 ? inBlocks(seed, images) : permuted(round) };
    return cached.order;
  };
  const permuted = ({ number, images: count }: Round): Uint32Array<ArrayBuffer> =>
    Uint32Array.from(permutation({ seed, purpose: "order", step: number, ...(pool === "growing" && { lane: laneOf("pool") }) }, count));

  return {
    stepsPerEpoch,
    /** Returns the [batch] training images of a step, counted from 0. The view stays valid and must not be written to. */
    indices(step: number): Uint32Array {
      const round = roundAt(step);
      const first = (step - round.firstStep) * batch;
      return orderOf(round).subarray(first, first + batch);
    },
    /** Returns how many of the first images must be loaded for a step. */
    imagesNeeded(step: number): number {
      if (pool === "growing" || step >= stepsPerEpoch) return roundAt(step).images;
      return Math.min(images, Math.ceil((step + 1) * batch / BLOCK) * BLOCK);
    },
  };
}

/** Returns the step after the last one of a round. */
const endOf = ({ firstStep, images }: Round, batch: number): number => firstStep + Math.floor(images / batch);

/** Returns the rounds of a growing pool before it has all images. */
function roundsUntilAll(batch: number, images: number): readonly Round[] {
  const rounds: Round[] = [];
  for (let firstStep = 0; ; firstStep = endOf(rounds.at(-1)!, batch)) {
    const pool = Math.max(batch, FIRST_POOL + Math.floor(firstStep * batch / DRAWN_PER_GAIN));
    if (pool >= images) return rounds;
    rounds.push({ number: rounds.length, firstStep, images: pool });
  }
}

/** Returns all images block by block, each block shuffled. */
function inBlocks(seed: number, images: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(images);
  for (let first = 0; first < images; first += BLOCK) {
    const within = permutation({ seed, purpose: "order", step: 0, lane: first / BLOCK }, Math.min(BLOCK, images - first));
    order.set(within.map((image) => first + image), first);
  }
  return order;
}
