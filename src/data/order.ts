/**
 * The order of training images: a function of the seed and the batch size, independent of how fast the shards arrive. This file
 * handles image numbers only, no pixels.
 *
 * Epoch 0 goes through the shards in their fixed order, each shuffled separately, so that training can start on the first
 * shard; batches are cut from the concatenation and may span two shards. Every later epoch is a permutation of all images. The
 * incomplete last batch of an epoch is dropped, because shapes are static: those images may come in the next permutation.
 */
import { permutation } from "../core/run/philox";
import { SHARD_IMAGES } from "./mnist/manifest";

export type Order = ReturnType<typeof createOrder>;

/** Creates the order. Throws RangeError if an epoch would not have a full batch. */
export function createOrder(seed: number, batch: number, images = 60000, shardSize = SHARD_IMAGES) {
  if (!Number.isInteger(batch) || batch < 1 || batch > images) {
    throw new RangeError(`batch of ${batch} out of ${images} images`);
  }
  const stepsPerEpoch = Math.floor(images / batch);
  const shards = Math.ceil(images / shardSize);
  let cached = { epoch: -1, order: new Uint32Array(0) };

  const epochOrder = (epoch: number): Uint32Array => {
    if (cached.epoch !== epoch) cached = { epoch, order: epoch === 0 ? firstEpoch() : laterEpoch(epoch) };
    return cached.order;
  };
  const firstEpoch = (): Uint32Array<ArrayBuffer> => {
    const order = new Uint32Array(images);
    for (let shard = 0; shard < shards; shard++) {
      const first = shard * shardSize;
      const within = permutation({ seed, purpose: "order", step: 0, lane: shard }, Math.min(shardSize, images - first));
      order.set(within.map((image) => first + image), first);
    }
    return order;
  };
  const laterEpoch = (epoch: number): Uint32Array<ArrayBuffer> =>
    Uint32Array.from(permutation({ seed, purpose: "order", step: epoch }, images));

  return {
    stepsPerEpoch,
    /** Returns the [batch] training images of a step, counted from 0. The view stays valid and must not be written to. */
    indices(step: number): Uint32Array {
      const first = (step % stepsPerEpoch) * batch;
      return epochOrder(Math.floor(step / stepsPerEpoch)).subarray(first, first + batch);
    },
    /** Returns the train shards that a step needs, ascending. */
    shardsNeeded(step: number): readonly number[] {
      if (step >= stepsPerEpoch) return range(0, shards - 1);
      return range(Math.floor((step * batch) / shardSize), Math.floor(((step + 1) * batch - 1) / shardSize));
    },
  };
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
