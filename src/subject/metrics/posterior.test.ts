/**
 * The tests use a model whose posterior is known: z ~ N(0, I), x = Wz + b + noise of N(0, s² I), so that p(z|x) and p(x) are
 * Gaussian.
 */
import { describe, expect, it } from "vitest";
import {
  boundingSquare, cellArea, cellMiddles, integralError, klOnGrid, logGaussian, logIntegral, nodesOf, squareOf, squareOfMass, weightedSum, type PlaneGaussian,
} from "./posterior";

const W = [[1.2, 0.4], [-0.3, 0.9], [0.5, -0.7]];
const b = [0.1, -0.2, 0.3];
const x = [0.8, 0.5, -0.9];
const s = 0.4;

const logJoint = (z: ArrayLike<number>): Float64Array => Float64Array.from({ length: z.length / 2 }, (_, i) => {
  const [z1, z2] = [z[2 * i]!, z[2 * i + 1]!];
  const prior = -(z1 ** 2 + z2 ** 2) / 2 - Math.log(2 * Math.PI);
  return W.reduce((sum, [w1, w2], k) =>
    sum - ((x[k]! - b[k]! - w1! * z1 - w2! * z2) / s) ** 2 / 2 - Math.log(s * Math.sqrt(2 * Math.PI)), prior);
});

/** The closed forms are: precision Λ = I + WᵀW/s², mean Λ⁻¹Wᵀ(x − b)/s². */
const known = (() => {
  const dot = (i: number, j: number) => W.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / s ** 2;
  const [p11, p12, p22] = [1 + dot(0, 0), dot(0, 1), 1 + dot(1, 1)];
  const h = [0, 1].map((i) => W.reduce((sum, row, k) => sum + row[i]! * (x[k]! - b[k]!), 0) / s ** 2);
  const determinant = p11 * p22 - p12 ** 2;
  const mean = [(p22 * h[0]! - p12 * h[1]!) / determinant, (p11 * h[1]! - p12 * h[0]!) / determinant] as const;
  // log p(x) = log p(x,z) − log p(z|x) holds at any z, here at the mean.
  const logEvidence = logJoint(mean)[0]! - (Math.log(determinant) / 2 - Math.log(2 * Math.PI));
  /** Returns D_KL(q ‖ p(z|x)) of a diagonal q. */
  const kl = ({ mu, sigma }: PlaneGaussian) => {
    const [d1, d2] = [mu[0] - mean[0], mu[1] - mean[1]];
    const trace = p11 * sigma[0] ** 2 + p22 * sigma[1] ** 2;
    return (trace + p11 * d1 ** 2 + 2 * p12 * d1 * d2 + p22 * d2 ** 2 - 2 - Math.log(determinant) - 2 * Math.log(sigma[0] * sigma[1])) / 2;
  };
  return { mean, logEvidence, kl };
})();

const q: PlaneGaussian = { mu: [0.3, 0.9], sigma: [0.25, 0.5] };
const SIDE = 41;

describe("of a linear Gaussian model", () => {
  const first = { middle: [0, 0], extent: 5 } as const;
  const square = squareOfMass(logJoint(cellMiddles(first, SIDE)), first, SIDE, 30);
  const area = cellArea(square, SIDE);
  const joint = logJoint(cellMiddles(square, SIDE));

  it("the mass lies in a smaller square around the posterior's mean", () => {
    expect(square.extent).toBeLessThan(4);
    known.mean.forEach((value, j) => expect(Math.abs(value - square.middle[j]!)).toBeLessThan(square.extent));
  });

  it("the sum over the grid is p(x), and says how far it may be off", () => {
    expect(logIntegral(joint, area)).toBeCloseTo(known.logEvidence, 6);
    expect(integralError(joint, SIDE, area)).toBeLessThan(1e-4);
  });

  it("log p(x) − ELBO is the KL divergence of q from the posterior: in closed form, by nodes and on the grid", () => {
    const { z, weights } = nodesOf(q);
    const elbo = weightedSum(weights, logJoint(z).map((value, i) => value - logGaussian(q, z)[i]!));
    expect(known.logEvidence - elbo).toBeCloseTo(known.kl(q), 4);
    const wide = boundingSquare(square, squareOf(q, 5));
    const cells = cellMiddles(wide, 81);
    const there = logJoint(cells);
    const evidence = logIntegral(there, cellArea(wide, 81));
    const logP = there.map((value) => value - evidence);
    expect(klOnGrid(logGaussian(q, cells), logP, cellArea(wide, 81))).toBeCloseTo(known.kl(q), 4);
  });
});

it.each([[0.03, 0.03], [0.03, 1.5], [1.5, 0.03]])("a grid that is too coarse for what it holds says so: σ = %f, %f", (...sigma) => {
  const narrow: PlaneGaussian = { mu: [0.05, 0.02], sigma };
  const square = { middle: [0, 0], extent: 4 } as const;
  expect(integralError(logGaussian(narrow, cellMiddles(square, SIDE)), SIDE, cellArea(square, SIDE))).toBeGreaterThan(0.1);
});

it("nodes have q's moments", () => {
  const { z, weights } = nodesOf(q);
  [0, 1].forEach((j) => {
    const values = Array.from(weights, (_, i) => z[2 * i + j]!);
    expect(weightedSum(weights, values)).toBeCloseTo(q.mu[j]!, 5);
    expect(weightedSum(weights, values.map((value) => (value - q.mu[j]!) ** 2))).toBeCloseTo(q.sigma[j]! ** 2, 5);
  });
});

it("cells go row by row from the top, and a square holds both of two", () => {
  expect([...cellMiddles({ middle: [1, 2], extent: 1 }, 2)]).toEqual([0.5, 2.5, 1.5, 2.5, 0.5, 1.5, 1.5, 1.5]);
  expect(boundingSquare({ middle: [0, 0], extent: 1 }, { middle: [3, 0], extent: 1 })).toEqual({ middle: [1.5, 0], extent: 2.5 });
});
