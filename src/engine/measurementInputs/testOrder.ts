/**
 * The order in which measurements take test images. MNIST's own order is no sample: its first 5,000 test images are cleaner than the
 * others (LeCun, Cortes and Burges, "The MNIST database"). In this order each prefix is a stratified sample of all test images: sorted by
 * class and then by ink, they are taken evenly from the whole list, as the van der Corput sequence (1935) fills an interval. Points are drawn
 * independently, so their own order is a random sample already.
 */
import { words } from "../../core/run/philox";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import type { Dataset } from "../../subject/data/dataset";

type TestImages = Pick<Dataset, "width" | "testImages" | "fillTest">;

/** The seed is fixed, so that all measurements of all runs use the same images. */
const SEED = 0;
/** Images that are read at once, to save memory. */
const BLOCK = 500;

const orders = new WeakMap<TestImages, Uint32Array>();

/**
 * Returns the numbers of all test images, [testImages], in the order in which measurements take them. All test images must be loaded; throws
 * RangeError otherwise. The result is cached and must not be written to.
 */
export function testOrder(data: TestImages): Uint32Array {
  const cached = orders.get(data);
  if (cached) return cached;
  const order = data.width === PIXELS ? spread(sortedByClassAndInk(data)) : Uint32Array.from({ length: data.testImages }, (_, i) => i);
  orders.set(data, order);
  return order;
}

/** Returns the same numbers in an order of which each prefix is spread evenly over the list. */
function spread(sorted: Uint32Array): Uint32Array {
  const bits = Math.ceil(Math.log2(Math.max(2, sorted.length)));
  const [offset] = words({ seed: SEED, purpose: "sample", step: 0 }, 1);
  const order = new Uint32Array(sorted.length);
  let taken = 0;
  for (let i = 0; i < 2 ** bits; i++) {
    const place = (reversedBits(i, bits) ^ offset!) & (2 ** bits - 1);
    if (place < sorted.length) order[taken++] = sorted[place]!;
  }
  return order;
}

/** Returns the image numbers sorted by class, and within a class by the sum of the pixels. */
function sortedByClassAndInk({ width, testImages, fillTest }: TestImages): Uint32Array {
  const classes = new Int8Array(testImages);
  const ink = new Float64Array(testImages);
  for (let first = 0; first < testImages; first += BLOCK) {
    const numbers = Uint32Array.from({ length: Math.min(BLOCK, testImages - first) }, (_, i) => first + i);
    const x = new Float32Array(numbers.length * width);
    const y = new Float32Array(numbers.length * CLASSES);
    fillTest(numbers, x, y);
    for (let i = 0; i < numbers.length; i++) {
      classes[first + i] = y.subarray(i * CLASSES, (i + 1) * CLASSES).indexOf(1);
      for (let k = 0; k < width; k++) ink[first + i]! += x[i * width + k]!;
    }
  }
  return Uint32Array.from({ length: testImages }, (_, i) => i).sort((a, b) => classes[a]! - classes[b]! || ink[a]! - ink[b]! || a - b);
}

/** Returns the number whose lowest `bits` bits are those of `value` in reverse order. */
function reversedBits(value: number, bits: number): number {
  let reversed = 0;
  for (let i = 0; i < bits; i++) reversed = (reversed << 1) | ((value >> i) & 1);
  return reversed;
}
