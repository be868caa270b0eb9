/** Compares the majority class of a test image's nearest training codes with its own class. */
import { codesOf, realImages, slicesOf } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import { agreement, nearestNeighbours } from "../../../subject/metrics/probe";
import type { probe } from "../../../subject/measurements/probe/definition";

const NEIGHBOURS = 5;
/** The most test images in one slice, and the most numbers that are compared in one: some 20 ms, 50 images among 10,000 codes of 20 dimensions. */
const QUERIES = 50;
const COMPARED = 10e6;

export const measure: Measure<typeof probe> = {
  needs: ["train", "test"],
  judged: false,
  async *run({ frozen, data }, { references, images }) {
    const d = Number(frozen.h["latent"]);
    const work = references + images;
    const encoded = async function* (split: "train" | "test", count: number, before: number) {
      const all = { codes: new Float32Array(count * d), labels: new Uint8Array(count) };
      for (const slice of slicesOf(count)) {
        const real = realImages(data, split, slice);
        all.codes.set(await codesOf(frozen, real), slice.first * d);
        all.labels.set(real.classes, slice.first);
        yield (before + slice.first + slice.count) / work / 2;
      }
      return all;
    };
    const known = yield* encoded("train", references, 0);
    const asked = yield* encoded("test", images, references);
    let right = 0;
    for (const { first, count } of slicesOf(images, Math.max(1, Math.min(QUERIES, Math.floor(COMPARED / (references * d)))))) {
      const found = nearestNeighbours(known, asked.codes.subarray(first * d, (first + count) * d), d, NEIGHBOURS);
      right += agreement(found, asked.labels.subarray(first, first + count)) * count;
      yield 0.5 + (first + count) / images / 2;
    }
    return { images, references, neighbours: NEIGHBOURS, accuracy: right / images, classes: new Set([...known.labels, ...asked.labels]).size };
  },
};
