/** What kernels read and write, and from which kernel to which a storage is in use. */
import type { Access, Kernel, Loop } from "./plan";

/** The first and the last kernel that use a storage. */
export interface Lifetime { readonly first: number; readonly last: number }

export const loopOf = (kernel: Kernel): Loop | undefined => (kernel.kind === "loop" ? kernel : kernel.epilogue);

export const accessesOf = (kernel: Kernel): readonly Access[] => {
  const loop = loopOf(kernel);
  return loop ? [...loop.body.flatMap((each) => (each.kind === "load" ? [each.from] : [])), ...loop.stores.map(({ to }) => to)] : [];
};

/** The storages that a kernel reads or writes. */
export const storagesOf = (kernel: Kernel): ReadonlySet<number> => new Set([
  ...accessesOf(kernel).map(({ storage }) => storage),
  ...(kernel.kind === "contraction" ? [kernel.left, kernel.right, kernel.out] : []),
]);

export function lifetimesOf(kernels: readonly Kernel[]): Map<number, Lifetime> {
  const lifetimes = new Map<number, Lifetime>();
  kernels.forEach((kernel, at) => {
    for (const storage of storagesOf(kernel)) {
      lifetimes.set(storage, { first: lifetimes.get(storage)?.first ?? at, last: at });
    }
  });
  return lifetimes;
}
