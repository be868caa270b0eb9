/**
 * The training images that have a label if only few do, the same number of each class, and the ones that each step gets:
 * functions of the seed and the step. This file handles image numbers only, no pixels. The images are drawn at random, because
 * neighbours in MNIST are often by one writer.
 */
import { laneOf } from "../../core/run/draws";
import { permutation, uniforms } from "../../core/run/philox";
import { CLASSES } from "../../core/run/runConfig";

/** They are drawn from this many first images, so that training can start on them. The rarest class has 434 there. */
export const LABELS_DRAWN_FROM = 5000;

/**
 * Returns the numbers of `perClass` images of each class, or fewer if there are not enough. `labels` has those of all
 * candidates.
 */
export function imagesWithLabel(labels: Uint8Array, perClass: number, seed: number): Uint32Array {
  const found = new Array<number>(CLASSES).fill(0);
  const drawn = permutation({ seed, purpose: "order", step: 0, lane: laneOf("labels") }, labels.length);
  return Uint32Array.from(drawn).filter((image) => found[labels[image]!]!++ < perClass);
}

/** Returns the [batch] labelled images of a step, each with the same probability. */
export function drawLabelled(images: Uint32Array, seed: number, step: number, batch: number): Uint32Array {
  const places = uniforms({ seed, purpose: "order", step, lane: laneOf("labelled") }, batch);
  return Uint32Array.from(places, (place) => images[Math.floor(place * images.length)]!);
}
