/**
 * Reductions → shaders. In a workgroup, threads along x have results of their own; threads along y stride over the values of
 * one result and combine theirs by a tree in shared memory. If that makes too few workgroups, values are split into chunks,
 * whose results a second shader combines. The order of additions depends on sizes alone, so that a repeated step gives the same
 * bits.
 */
import { rowMajorStrides } from "../ir/axes";
import { sizeOf } from "../ir/graph";
import { mapAccesses } from "../ir/plan";
import { Maths, type Element } from "./math";
import {
  atPoint, countedSizes, isVec4Access, isVec4Aligned, linear, position, reference, touchedBy, touchedByAll, type Accumulation, type PointContext, type ArenaAccess,
  type Points, type Work,
} from "./points";
import type { ShaderContext } from "./shaderContext";
import { begin, f32, u32, type LinearIndex } from "./text";
import type { Target } from "./tile";

/** The first dimensions are reduced, the others kept. */
export interface Reduction extends Points {
  readonly reduced: number;
  /** `to` is null if only `finish` needs the result. */
  readonly accumulations: readonly (Omit<Accumulation, "to"> & { readonly to: ArenaAccess | null })[];
  /** Runs on each result of the first accumulation: `at` is its point, an access with strides of the kept dimensions. */
  readonly finish?: { readonly points: Points; readonly at: ArenaAccess };
}

/** Brings the dimensions `axes` to the front. */
export function reductionShaders(
  { dims, body, stores, accumulations }: Points & { readonly accumulations: readonly Accumulation[] },
  axes: readonly number[], context: ShaderContext,
): Work[] {
  const order = [...axes, ...[...dims.keys()].filter((axis) => !axes.includes(axis))];
  const sorted = (list: readonly number[]) => order.map((axis) => list[axis]!);
  const moved = (place: ArenaAccess): ArenaAccess => ({ offset: place.offset, strides: sorted(place.strides) });
  return reduce({
    dims: sorted(dims),
    reduced: axes.length,
    ...mapAccesses({ body, stores }, moved),
    accumulations: accumulations.map((accumulation) => ({ ...accumulation, to: moved(accumulation.to) })),
  }, axes.includes(dims.length - 1), context);
}

/**
 * Returns the shaders of a reduction. `adjacent` is true if the values of one result, rather than the results, are neighbours
 * in memory.
 */
export function reduce(reduction: Reduction, adjacent: boolean, context: ShaderContext): Work[] {
  const { dims, reduced, accumulations, finish } = reduction;
  const element = elementOf(reduction);
  const values = sizeOf(dims.slice(0, reduced));
  const results = sizeOf(countedSizes(dims, element).slice(reduced));
  const bytes = accumulations.length * (element === "f32" ? 4 : 16);
  const size = workgroupSize(values, results, { adjacent, bytes, target: context.target });
  const groups = Math.ceil(results / size[0]);
  const chunk = chunkLength(values, size[1], groups);
  const chunks = Math.ceil(values / chunk);
  if (chunks === 1) return [reductionShader(reduction, element, size, chunk, null)];

  // The partial results [accumulation, chunk, result].
  const kept = dims.slice(reduced);
  const count = sizeOf(kept);
  const partials = context.allocate(accumulations.length * chunks * Math.ceil(count / 4) * 4);
  const strides = rowMajorStrides(kept);
  const first = reductionShader(reduction, element, size, chunk, partials);
  const second: Reduction = {
    dims: [chunks, ...kept],
    reduced: 1,
    body: accumulations.map((_, at) => ({
      kind: "load", from: { offset: partials + at * chunks * count, strides: [count, ...strides] },
    })),
    stores: [],
    accumulations: accumulations.map(({ to, combine }, at) => ({
      value: at, combine, to: to && { offset: to.offset, strides: [0, ...to.strides.slice(reduced)] },
    })),
    ...(finish ? { finish } : {}),
  };
  return [first, ...reduce(second, false, context)];
}

/** From this many vectors of results on, reductions are vectorised (vec4f): fewer would not keep every device busy. */
const MIN_VEC4_RESULTS = 2048;

function elementOf({ dims, reduced, body, stores, accumulations, finish }: Reduction): Element {
  const written = accumulations.flatMap(({ value, to }) => (to ? [{ value, to }] : []));
  const fours = dims.length > reduced && sizeOf(dims.slice(reduced)) / 4 >= MIN_VEC4_RESULTS &&
    isVec4Aligned({ dims, body, stores: [...stores, ...written] }) && (!finish || (isVec4Access(finish.at) && isVec4Aligned(finish.points)));
  return fours ? "vec4f" : "f32";
}

/** Returns the largest power of two that is not above x, and at least 1. */
const powerBelow = (x: number): number => 2 ** Math.max(0, Math.floor(Math.log2(x)));

/** The bytes of shared memory that every device has. */
const SHARED_BYTES = 16384;

/**
 * Returns the threads along the results and along the values of each; `bytes` is the shared memory of one. On a GPU there are
 * always 64, so that reductions and loops can share a dispatch.
 */
function workgroupSize(
  values: number, results: number, { adjacent, bytes, target }: { readonly adjacent: boolean; readonly bytes: number; readonly target: Target },
): readonly [number, number] {
  const most = powerBelow(SHARED_BYTES / bytes);
  if (target === "gpu") {
    const along = adjacent ? threadsOfAdjacent(results) : 64 / Math.min(2 * powerBelow(results / 2), 16);
    const y = most < 64 ? 1 : Math.min(powerBelow(values / 4), along);
    return [64 / y, y];
  }
  if (adjacent) {
    const y = Math.min(powerBelow(values / 4), 64, most);
    return [Math.max(1, Math.min(64, most) / y), y];
  }
  const x = Math.min(2 * powerBelow(results / 2), 32, most);
  const y = Math.min(powerBelow(values / 4), 4, most / x);
  return y === 1 ? [64, 1] : [x, y];
}

/**
 * Returns the number of threads on a GPU, from 16 to 64, that read the neighbouring values of one result: as few as still make
 * enough workgroups. Few threads have more values each, and fewer to combine.
 */
const threadsOfAdjacent = (results: number): number => Math.max(16, Math.min(64, 2 * powerBelow(64 * BUSY_WORKGROUPS / results)));

/** From this many values per thread on, a reduction is split into chunks. */
const LONG_REDUCTION = 32;
/** The number of workgroups that keeps a large device busy. */
const BUSY_WORKGROUPS = 128;

function chunkLength(values: number, threads: number, groups: number): number {
  const steps = Math.ceil(values / threads);
  if (steps <= LONG_REDUCTION || groups >= BUSY_WORKGROUPS / 2) return values;
  const chunks = Math.min(Math.ceil(steps / (LONG_REDUCTION / 2)), Math.floor(BUSY_WORKGROUPS / groups));
  return Math.ceil(steps / chunks) * threads;
}

/**
 * Writes one shader. `partials` is the offset of the chunks' results [accumulation, chunk, result]; null if there is one chunk.
 */
function reductionShader(
  reduction: Reduction, element: Element, [x, y]: readonly [number, number], chunk: number, partials: number | null,
): Work {
  const { reduced, accumulations, finish } = reduction;
  const sizes = countedSizes(reduction.dims, element);
  const values = sizeOf(sizes.slice(0, reduced));
  const results = sizeOf(sizes.slice(reduced));
  const groups = Math.ceil(results / x);
  const chunks = Math.ceil(values / chunk);
  const maths = new Maths();
  const indices: LinearIndex[] = [
    { variable: "r", sizes: sizes.slice(0, reduced) }, { variable: "k", sizes: sizes.slice(reduced) },
  ];
  const { lines, names } = atPoint(reduction, { indices, element, maths });
  const combined = (at: number, a: string, b: string) =>
    maths.apply(accumulations[at]!.combine === "sum" ? "add" : "max", element, a, b);
  const each = (line: (at: number) => string) => accumulations.map((_, at) => line(at)).join("\n");
  const shared = y > 1;
  const [workgroups, index] = linear(groups * chunks);

  const result = (at: number): string => {
    const { to } = accumulations[at]!;
    if (partials === null) return to ? `${reference(to, { indices, element, maths })} = sum${at};` : "";
    const width = element === "f32" ? 1 : 4;
    return `arena[${begin(partials + at * chunks * results * width, width)} + piece * ${u32(results)} + k] = sum${at};`;
  };
  const after = finish && partials === null ? finishLines(finish, reduction.dims.slice(reduced), { element, maths }) : "";

  const body = `
let block = ${index};
${chunks > 1 ? `let piece = block / ${u32(groups)};` : ""}
let k = ${chunks > 1 ? `(block % ${u32(groups)})` : "block"} * ${u32(x)} + local.x;
${each((at) => `var sum${at} = ${element}(${f32(accumulations[at]!.combine === "sum" ? 0 : -Infinity)});`)}
if (k < ${u32(results)}${workgroups[1] > 1 ? ` && block < ${u32(groups * chunks)}` : ""}) {
  ${chunks > 1
    ? `let end = min((piece + 1u) * ${u32(chunk)}, ${u32(values)});
  for (var r = piece * ${u32(chunk)} + local.y; r < end; r += ${u32(y)}) {`
    : `for (var r = local.y; r < ${u32(values)}; r += ${u32(y)}) {`}
${lines.join("\n")}
${each((at) => `sum${at} = ${combined(at, `sum${at}`, names[accumulations[at]!.value]!)};`)}
  }
}
${shared ? tree(x, y, accumulations.length, combined) : ""}
if (local.y == 0u && k < ${u32(results)}${workgroups[1] > 1 ? ` && block < ${u32(groups * chunks)}` : ""}) {
${each(result)}
${after}
}`;
  const declarations = shared
    ? each((at) => `var<workgroup> shared${at}: array<${element}, ${x * y}>;`)
    : "";
  const written = accumulations.flatMap(({ to }) => (to ? [to.offset] : []));
  const touched = touchedByAll([
    touchedBy(reduction), { reads: [], writes: partials === null ? written : [partials] },
    ...(finish && partials === null ? [touchedBy(finish.points)] : []),
  ]);
  return { kind: "loop", element, functions: maths.definitions(), size: [x, y], declarations, body, workgroups, ...touched };
}

function finishLines(
  { points, at }: NonNullable<Reduction["finish"]>, kept: readonly number[], { element, maths }: Pick<PointContext, "element" | "maths">,
): string {
  const point = position(at, { indices: [{ variable: "k", sizes: countedSizes(kept, element) }], element });
  const indices = [{ variable: "point", sizes: countedSizes(points.dims, element) }];
  return `{\nlet point = ${point};\n${atPoint(points, { indices, element, maths }, "sum0").lines.join("\n")}\n}`;
}

/** The number of values that a thread of the tree combines between two barriers, which are expensive. */
const TREE_ARITY = 8;

/** A tree reduction over y, a power of two; the threads with y = 0 have the results. */
function tree(x: number, y: number, count: number, combined: (at: number, a: string, b: string) => string): string {
  const each = (line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at)).join("\n");
  const levels: string[] = [];
  for (let width = y; width > 1;) {
    const branches = Math.min(width, TREE_ARITY);
    width /= branches;
    levels.push(`workgroupBarrier();
if (local.y < ${u32(width)}) {
for (var branch = 1u; branch < ${u32(branches)}; branch++) {
let theirs = thread + branch * ${u32(width * x)};
${each((at) => `let other${at} = shared${at}[theirs];
sum${at} = ${combined(at, `sum${at}`, `other${at}`)};`)}
}
${width > 1 ? each((at) => `shared${at}[thread] = sum${at};`) : ""}
}`);
  }
  return `${each((at) => `shared${at}[thread] = sum${at};`)}
${levels.join("\n")}`;
}
