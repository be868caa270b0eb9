/** Which storages a kernel reads and writes, and the lifetime of each storage. */
import type { Access, Kernel, Loop } from "./plan";

/** The positions of the first and the last kernel that use a storage. */
export interface Lifetime { readonly first: number; readonly last: number }

/** Returns the loop of a kernel: the kernel itself, or the epilogue of a contraction, if it has one. */
export const loopOf = (kernel: Kernel): Loop | undefined => (kernel.kind === "loop" ? kernel : kernel.epilogue);

/** Returns all accesses of a kernel's loop. */
export const accessesOf = (kernel: Kernel): readonly Access[] => {
  const loop = loopOf(kernel);
  return loop ? [...loop.body.flatMap((each) => (each.kind === "load" ? [each.from] : [])), ...loop.stores.map(({ to }) => to)] : [];
};

/** Returns the storages that a kernel reads or writes. */
export const storagesOf = (kernel: Kernel): ReadonlySet<number> => new Set([
  ...accessesOf(kernel).map(({ storage }) => storage),
  ...(kernel.kind === "contraction" ? [kernel.left, kernel.right, kernel.out] : []),
]);

/** Returns the lifetime of every storage that a kernel uses. */
export function lifetimesOf(kernels: readonly Kernel[]): Map<number, Lifetime> {
  const lifetimes = new Map<number, Lifetime>();
  kernels.forEach((kernel, at) => {
    for (const storage of storagesOf(kernel)) {
      lifetimes.set(storage, { first: lifetimes.get(storage)?.first ?? at, last: at });
    }
  });
  return lifetimes;
}
