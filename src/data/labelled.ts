/**
 * Which training images have a label where only few do, as many of each class, and which of these a step is shown: a function of
 * the seed and the step. It knows numbers only, no pixels. They are drawn: neighbours in MNIST are often of one writer.
 */
import { laneOf } from "../core/draws";
import { permutation, uniforms } from "../core/philox";
import { CLASSES } from "../core/runConfig";
import { SHARD_IMAGES } from "./mnist/manifest";

/** The train shard that they all are in, so that training can start on it. The rarest class has 434 images there. */
export const LABELLED_SHARD = 0;
/** The images that they are drawn from, the first ones. */
export const LABELS_DRAWN_FROM = SHARD_IMAGES;

/** The numbers of `perClass` images of each class, as far as there are so many. `labels`: of all to draw from. */
export function imagesWithLabel(labels: Uint8Array, perClass: number, seed: number): Uint32Array {
  const found = new Array<number>(CLASSES).fill(0);
  const drawn = permutation({ seed, purpose: "order", step: 0, lane: laneOf("labels") }, labels.length);
  return Uint32Array.from(drawn).filter((image) => found[labels[image]!]!++ < perClass);
}

/** The [batch] of them that a step is shown, each as likely every time. */
export function drawLabelled(images: Uint32Array, seed: number, step: number, batch: number): Uint32Array {
  const places = uniforms({ seed, purpose: "order", step, lane: laneOf("labelled") }, batch);
  return Uint32Array.from(places, (place) => images[Math.floor(place * images.length)]!);
}
