/** Paths between two points of a latent space, and the arithmetic of class means. Points are [d]. */

type Vector = ArrayLike<number>;

const map2 = (a: Vector, b: Vector, f: (x: number, y: number) => number): number[] =>
  Array.from({ length: a.length }, (_, i) => f(a[i]!, b[i]!));

const lengthOf = (a: Vector): number => Math.hypot(...Array.from(a));

/** Returns (1 − t) a + t b: linear interpolation. */
export const lerp = (a: Vector, b: Vector, t: number): number[] => map2(a, b, (x, y) => (1 - t) * x + t * y);

/** Below this sine of the angle, points are practically collinear with the origin, and no great circle is distinguished. */
const MIN_SINE = 1e-6;

/**
 * Returns the spherical interpolation sin((1 − t)Ω)/sin Ω · a + sin(tΩ)/sin Ω · b, where Ω is the angle between a and b. It follows a
 * great circle if both have the same length; otherwise the length is between the two. Shoemake 1985, "Animating Rotation with
 * Quaternion Curves"; for latent spaces White 2016, arXiv:1609.04468, §2.1. If a and b are parallel, opposite or zero, it is
 * the straight line.
 */
export function slerp(a: Vector, b: Vector, t: number): number[] {
  const [lengthA, lengthB] = [lengthOf(a), lengthOf(b)];
  if (lengthA === 0 || lengthB === 0) return lerp(a, b, t);
  // Kahan's formula is exact for small angles, too, unlike the arc cosine of the inner product.
  const difference = lengthOf(map2(a, b, (x, y) => x / lengthA - y / lengthB));
  const sum = lengthOf(map2(a, b, (x, y) => x / lengthA + y / lengthB));
  const angle = 2 * Math.atan2(difference, sum);
  const sine = Math.sin(angle);
  if (sine < MIN_SINE) return lerp(a, b, t);
  const [shareA, shareB] = [Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine];
  return map2(a, b, (x, y) => shareA * x + shareB * y);
}

/**
 * Returns `of` + t (`plus` − `minus`), where `plus` and `minus` are means of classes. Larsen et al. 2016, §4.2; White 2016,
 * arXiv:1609.04468, §2.3.
 */
export const shifted = (of: Vector, minus: Vector, plus: Vector, t: number): number[] =>
  map2(of, map2(plus, minus, (x, y) => x - y), (x, y) => x + t * y);

/**
 * Returns the mean code of each class; null for a class without codes. codes is [n,d] row by row, labels [n] of 0 … classes −
 * 1.
 */
export function classMeans(codes: Vector, labels: Vector, classes: number): readonly (readonly number[] | null)[] {
  const d = codes.length / labels.length;
  const counts = new Array<number>(classes).fill(0);
  const sums = Array.from({ length: classes }, () => new Array<number>(d).fill(0));
  for (let i = 0; i < labels.length; i++) {
    const sum = sums[labels[i]!]!;
    counts[labels[i]!]! += 1;
    for (let j = 0; j < d; j++) sum[j]! += codes[i * d + j]!;
  }
  return sums.map((sum, k) => (counts[k] ? sum.map((value) => value / counts[k]!) : null));
}
