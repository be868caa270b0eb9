/**
 * Counter-based random numbers: Philox-4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", SC '11). The
 * n-th number of a stream is a function of (seed, purpose, step, n) and of nothing else, so that a run can be resumed, repeated
 * and split up. This is the only source of randomness in models and engine.
 */

/** The purpose of a random number. Their order is part of every link ever shared: append only. */
export const PURPOSES = ["init", "order", "eps", "z", "dropout", "augment", "sample"] as const;
export type Purpose = (typeof PURPOSES)[number];

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const WEYL0 = 0x9e3779b9;
const WEYL1 = 0xbb67ae85;

/** Returns the high 32 bits of the product of two unsigned 32-bit numbers. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff, aHigh = a >>> 16, bLow = b & 0xffff, bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16);
  const carried = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000)) >>> 0;
}

/** Writes to `out`, from `at` on, the four words that ten rounds make of `counter` (4 words) under `key` (2 words). All words are unsigned 32-bit. */
export function philox4x32(
  c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array, at: number,
): void {
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(M0, c0), low0 = Math.imul(M0, c0);
    const high1 = mulHigh(M1, c2), low1 = Math.imul(M1, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c1 = low1 >>> 0;
    c3 = low0 >>> 0;
    k0 = (k0 + WEYL0) >>> 0;
    k1 = (k1 + WEYL1) >>> 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
}

export interface Stream {
  readonly seed: number;
  readonly purpose: Purpose;
  /** The training step, or another count: an epoch, or the number of clicks on "new noise". */
  readonly step: number;
  /** Distinguishes several streams of one purpose and step; 0 unless there are several. */
  readonly lane?: number;
}

/** Returns `count` unsigned 32-bit numbers. */
export function words({ seed, purpose, step, lane = 0 }: Stream, count: number): Uint32Array {
  const out = new Uint32Array(Math.ceil(count / 4) * 4);
  const key = PURPOSES.indexOf(purpose);
  for (let at = 0; at < out.length; at += 4) philox4x32(at / 4, step >>> 0, lane, 0, seed >>> 0, key, out, at);
  return out.subarray(0, count);
}

/** Returns `count` numbers in the open interval (0,1), 2⁻³³ away from both ends. */
export function uniforms(stream: Stream, count: number): Float64Array {
  const raw = words(stream, count);
  // These are loops, here and below: `from` takes five times as long, for a million weights a tenth of a second.
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = (raw[i]! + 0.5) / 0x100000000;
  return out;
}

/** Returns `count` numbers from N(0,1), by the Box–Muller transform (1958). */
export function normals(stream: Stream, count: number): Float32Array<ArrayBuffer> {
  const raw = words(stream, count + (count % 2));
  const out = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((raw[i]! + 0.5) / 0x100000000));
    const angle = (2 * Math.PI * raw[i + 1]!) / 0x100000000;
    out[i] = radius * Math.cos(angle);
    if (i + 1 < count) out[i + 1] = radius * Math.sin(angle);
  }
  return out;
}

/** Returns 0 … count − 1 in random order (Fisher–Yates). The bias of scaling 32-bit words is below count / 2³². */
export function permutation(stream: Stream, count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  const raw = words(stream, count);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((raw[i]! / 0x100000000) * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}
