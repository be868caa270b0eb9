/**
 * Deterministic pseudo-random numbers for probes and checks. Compiled steps never use them: their random numbers are inputs.
 */

/** Hashes x to 32 bits that depend on all bits of x: the finaliser of MurmurHash3 (Appleby 2011). */
function mixed(x: number): number {
  let bits = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Returns `count` uniform numbers in the open interval (0, 1). Each seed has any number of streams. */
export function uniforms(seed: number, stream: number, count: number): Float64Array {
  const start = mixed(mixed(seed + 0x9e3779b9) + stream);
  return Float64Array.from({ length: count }, (_, at) => (mixed(start + Math.imul(at, 0x9e3779b9)) + 0.5) / 2 ** 32);
}

/** Returns `count` numbers from N(0, 1), by the Box–Muller transform (1958). */
export function normals(seed: number, stream: number, count: number): Float32Array<ArrayBuffer> {
  const drawn = uniforms(seed, stream, 2 * count);
  return Float32Array.from({ length: count }, (_, at) =>
    Math.sqrt(-2 * Math.log(drawn[2 * at]!)) * Math.cos(2 * Math.PI * drawn[2 * at + 1]!));
}

/** Returns a permutation of the numbers below `count`: each number i in turn changes places with number `place(i)`. */
export function shuffled(count: number, place: (i: number) => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (const [i, number] of order.entries()) {
    const j = place(i);
    [order[i], order[j]] = [order[j]!, number];
  }
  return order;
}
