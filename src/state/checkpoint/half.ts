/** Half precision (IEEE 754 binary16): 11 significant bits, up to 65,504. Browsers' own Float16Array is too young to rely on. */
import { CheckpointError } from "./format";

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** To the nearest, ties to even. Throws not-finite for what is too large for it. */
export function toHalf(name: string, numbers: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(numbers, (number) => {
    const half = halfOf(number);
    if ((half & 0x7c00) === 0x7c00) throw new CheckpointError("not-finite", name);
    return half;
  });
}

export const fromHalf = (halves: Uint16Array): Float32Array<ArrayBuffer> => Float32Array.from(halves, numberOf);

function halfOf(number: number): number {
  const size = Math.abs(number);
  const sign = number < 0 || Object.is(number, -0) ? 0x8000 : 0;
  if (!(size < 65_520)) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | roundedToEven(size * 2 ** 24); // subnormal: a multiple of 2⁻²⁴
  single[0] = size;
  const exponent = (bits[0]! >>> 23) - 127;
  // Rounded up to the next power of two, it carries into the exponent as it should.
  return sign | (((exponent + 15) << 10) + roundedToEven((size / 2 ** exponent - 1) * 1024));
}

function roundedToEven(x: number): number {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}

function numberOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
