/** Own images for programs that continue a run: few, so that they load and sort quickly. */
import type { OwnImages } from "../../src/core/data/ownData";
import { writeIdx } from "../../src/subject/data/own/idx";
import { prepare, suggestedOptions } from "../../src/subject/data/own/prepare";
import { readFiles } from "../../src/subject/data/own/read";

/** Returns 1,200 images of noise in ten classes. A seventh is held out, which leaves 32 batches of 32 in an epoch. */
export async function ownImages(): Promise<OwnImages> {
  const pixels = Uint8Array.from({ length: 1200 * 784 }, (_, at) => (at * 7919 + (at >> 9)) % 256);
  const files = [
    { path: "noise-images-idx3-ubyte", bytes: writeIdx([1200, 28, 28], pixels) },
    { path: "noise-labels-idx1-ubyte", bytes: writeIdx([1200], Uint8Array.from({ length: 1200 }, (_, i) => i % 10)) },
  ];
  const given = await readFiles(files, () => Promise.reject(new Error("there is nothing to decode")));
  return (await prepare(given, suggestedOptions(given))).images;
}
