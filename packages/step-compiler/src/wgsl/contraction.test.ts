/** These tests check, without a device, how products are distributed over workgroups. */
import { expect, it } from "vitest";
import { contractionShaders } from "./contraction";
import { matrixProduct } from "./plans.browser";
import { tileFor, type Target } from "./tile";

/** Rows, columns and inner indices; the last entry is a filter gradient of conv-vae at batch 64. */
const SIZES = [
  ...Array.from({ length: 200 }, (_, i) => [9, 32, 260 + 67 * i] as const),
  ...Array.from({ length: 40 }, (_, i) => [64 + i, 40, 260 + 331 * i] as const),
  [9, 32, 196 * 64],
] as const;

/** Returns the works of a product of dense matrices. */
function worksOf(m: number, n: number, k: number, target: Target) {
  const storages = [m * k, k * n, m * n].map((size) => ({ size, offset: 0, label: "" }));
  return contractionShaders(
    { kind: "contraction", left: 0, right: 1, out: 2, parts: [matrixProduct(m, k, n, [false, false])], storesProduct: true },
    storages, { target, allocate: () => m * k + k * n + m * n },
  );
}

it.each<Target>(["gpu", "emulated"])("every partial product that is summed is computed, target %s", (target) => {
  for (const [m, n, k] of SIZES) {
    const { splits } = tileFor(m, n, k, target);
    if (splits === 1) continue;
    const [products] = worksOf(m, n, k, target);
    expect({ m, n, k, computed: products!.workgroups[2] }).toEqual({ m, n, k, computed: splits });
  }
});

it.each<Target>(["gpu", "emulated"])("parts that share a shader are summed over all of their own inner indices, target %s", (target) => {
  const depths = [8, 40];
  const parts = depths.map((k, at) => ({ ...matrixProduct(16, k, 16, [false, false]), outOffset: 256 * at }));
  const storages = [16 * 40, 16 * 40, 512].map((size) => ({ size, offset: 0, label: "" }));
  const works = contractionShaders({ kind: "contraction", left: 0, right: 1, out: 2, parts, storesProduct: true }, storages, { target, allocate: () => 0 });
  expect(works).toHaveLength(1);
  const ends = Array.from(works[0]!.body.matchAll(/let end = min\(begin \+ (\d+)u, (\d+)u\);/g), ([, most, end]) => [Number(end), Number(most) >= Number(end)]);
  expect(ends).toEqual([[8, true], [40, true]]);
});

it.each([[64, 64], [300, 32], [50176, 16]])("of %i sums of neighbours, a GPU computes each with %i threads", (sums, threads) => {
  const [work] = worksOf(sums, 1, 288, "gpu");
  expect(work!.size).toEqual([64 / threads, threads]);
});
