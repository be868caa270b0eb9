/**
 * Assigns each value an offset in the arena. Inputs, outputs and constants have memory of their own; temporaries share it with
 * others whose lifetimes do not overlap.
 */
import { keyOf } from "../ir/access";
import { aligned, bestFit, shareByKey } from "../ir/bestFit";
import { accessesOf, lifetimesOf, loopOf } from "../ir/lifetimes";
import { mapAccesses, type Access, type Kernel, type Loop, type Plan, type Storage } from "../ir/plan";
import type { ValueId, TaskGraph } from "../ir/tasks";

/** Returns the kernels with their storages replaced. */
function renamed(kernels: readonly Kernel[], to: (storage: number) => number): Kernel[] {
  const loop = (each: Loop): Loop => ({ ...each, ...mapAccesses(each, (access) => ({ ...access, storage: to(access.storage) })) });
  return kernels.map((kernel) => kernel.kind === "loop" ? loop(kernel) : {
    ...kernel, left: to(kernel.left), right: to(kernel.right), out: to(kernel.out),
    ...(kernel.epilogue ? { epilogue: loop(kernel.epilogue) } : {}),
  });
}

export interface AllocateOptions {
  /**
   * True if the back end decides which kernels run side by side, and lays out memory again by that. Then values share no storage, so that
   * their order is not fixed here.
   */
  readonly sideBySide?: boolean;
}

/** Makes a plan from kernels whose storages are still values. */
export function allocate(work: TaskGraph, kernels: readonly Kernel[], { sideBySide = false }: AllocateOptions): Plan {
  const { values, inputs, outputs, aliases } = work;
  const bufferOf = (value: ValueId) => aliases.get(value) ?? value;
  const permanent = new Set<ValueId>([
    ...inputs.values(), ...[...outputs.values()].map(bufferOf),
    ...values.flatMap(({ initial }, value) => (initial === undefined ? [] : [value])),
  ]);
  const padding = paddingOf(work, new Set([...outputs.values()].map(bufferOf)));
  const sharing = sideBySide ? kernels : sharePadded(shareInPlace(kernels, values.map(({ size }) => size), permanent), padding);
  const lifetimes = lifetimesOf(sharing);
  const lasting = [...permanent].filter((value) => lifetimes.has(value) || values[value]!.initial === undefined || [...outputs.values()].includes(value));
  const passing = [...lifetimes.keys()].filter((value) => !permanent.has(value));

  const offsets = new Map<ValueId, number>();
  let end = 0;
  for (const value of lasting) {
    offsets.set(value, end);
    end += aligned(values[value]!.size);
  }
  const fitted = bestFit(passing.map((value) => ({ size: values[value]!.size, ...lifetimes.get(value)! })), end);
  passing.forEach((value, at) => offsets.set(value, fitted.offsets[at]!));
  end = fitted.end;

  const placed = [...offsets].sort(([, a], [, b]) => a - b).map(([value]) => value);
  const idOf = new Map(placed.map((value, id) => [value, id]));
  const storageOf = (value: ValueId): number => idOf.get(bufferOf(value))!;
  const named = (names: ReadonlyMap<string, ValueId>) =>
    Object.fromEntries([...names].map(([name, value]) => [name, storageOf(value)]));
  return {
    storages: placed.map((value): Storage => ({ size: values[value]!.size, offset: offsets.get(value)!, label: values[value]!.label })),
    arena: end,
    kernels: renamed(sharing, storageOf),
    inputs: named(inputs),
    outputs: named(outputs),
    constants: lasting.flatMap((value) => {
      const { initial } = values[value]!;
      return initial === undefined ? [] : [{ storage: storageOf(value), data: initial, padding: padding.get(value) }];
    }),
  };
}

/**
 * Finds in-place updates: if a loop loads a buffer for the last time and stores another one at the same elements, the two share
 * one buffer. That saves memory, and the stores hit the cache.
 */
function shareInPlace(kernels: readonly Kernel[], sizes: readonly number[], permanent: ReadonlySet<ValueId>): Kernel[] {
  const lifetimes = lifetimesOf(kernels);
  const into = new Map<ValueId, ValueId>();
  const find = (value: ValueId): ValueId => {
    const next = into.get(value);
    return next === undefined ? value : find(next);
  };
  kernels.forEach((kernel, at) => {
    const loop = loopOf(kernel);
    if (!loop) return;
    const multiplied = kernel.kind === "contraction" ? [kernel.left, kernel.right, kernel.out].map(find) : [];
    const all = accessesOf(kernel);
    for (const { to, combine } of loop.stores) {
      const born = to.storage;
      if (combine !== "set" || into.has(born) || permanent.has(born) || lifetimes.get(born)!.first !== at) continue;
      if (all.filter(({ storage }) => storage === born).length > 1 || multiplied.includes(born)) continue;
      const dying = all.find(({ storage }) => {
        const root = find(storage);
        return root !== born && !permanent.has(root) && !multiplied.includes(root) && sizes[root] === sizes[born]
          && lifetimes.get(root)!.last === at
          && all.every((other) => find(other.storage) !== root || sameElements(other, to));
      });
      if (!dying) continue;
      const root = find(dying.storage);
      into.set(born, root);
      lifetimes.set(root, { first: lifetimes.get(root)!.first, last: lifetimes.get(born)!.last });
    }
  });
  return renamed(kernels, find);
}

/**
 * A value with a background that is written once, such as the zeros around a padded image, cannot share memory with others.
 * Values with the same background, of which tasks write the same elements, may share one buffer: they have the same key.
 */
function paddingOf({ values, tasks }: TaskGraph, outputs: ReadonlySet<ValueId>): Map<ValueId, string> {
  const places = new Map<ValueId, string[]>();
  for (const task of tasks) {
    if (task.kind === "copy") places.set(task.value, [...places.get(task.value) ?? [], keyOf(task.to)]);
  }
  return new Map(values.flatMap(({ size, initial }, value) => {
    const written = places.get(value);
    return initial !== undefined && written && !outputs.has(value) ? [[value, [size, initial, ...written.sort()].join(" ")] as const] : [];
  }));
}

/** Gives padded values with the same key one buffer if they are not in use at the same time. */
function sharePadded(kernels: readonly Kernel[], padding: ReadonlyMap<ValueId, string>): Kernel[] {
  const lifetimes = lifetimesOf(kernels);
  const padded = [...padding].flatMap(([value, key]) => {
    const life = lifetimes.get(value);
    return life ? [{ value, key, ...life }] : [];
  });
  const into = new Map(shareByKey(padded).flatMap((slot) => slot.map(({ value }) => [value, slot[0].value] as const)));
  return renamed(kernels, (value) => into.get(value) ?? value);
}

const sameElements = (a: Access, b: Access): boolean =>
  a.offset === b.offset && a.strides.every((stride, axis) => stride === b.strides[axis]);
