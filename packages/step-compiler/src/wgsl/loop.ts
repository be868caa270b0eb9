/** `Loop` → shaders: this file writes loops without a reduction, `reduction.ts` those with one. */
import { CannotCompile } from "../ir/cannotCompile";
import { sizeOf } from "../ir/graph";
import { Maths } from "./math";
import { atPoint, countedSizes, isVec4Aligned, linear, touchedBy, type PlacedLoop, type Points, type Work } from "./points";
import { reductionShaders } from "./reduction";
import type { ShaderContext } from "./shaderContext";
import { u32 } from "./text";

const WORKGROUP = 64;

/** Runs one thread for each point, or for four. */
function pointShader(points: Points): Work {
  const element = isVec4Aligned(points) ? "vec4f" : "f32";
  const sizes = countedSizes(points.dims, element);
  const maths = new Maths();
  const { lines } = atPoint(points, { indices: [{ variable: "i", sizes }], element, maths });
  const threads = sizeOf(sizes);
  const [workgroups, index] = linear(Math.ceil(threads / WORKGROUP));
  const guard = threads % WORKGROUP === 0 && workgroups[1] === 1 ? [] : [`if (i >= ${u32(threads)}) { return; }`];
  const body = [`let i = ${index} * ${u32(WORKGROUP)} + local.x;`, ...guard, ...lines].join("\n");
  return {
    kind: "loop", element, functions: maths.definitions(), size: [WORKGROUP, 1], declarations: "", body, workgroups, ...touchedBy(points),
  };
}

/** Returns the dimensions along which an accumulation reduces. */
function reducedDims(dims: readonly number[], strides: readonly number[]): number[] {
  const kept = dims
    .map((size, axis) => ({ size, stride: Math.abs(strides[axis]!) }))
    .filter(({ size, stride }) => size > 1 && stride > 0)
    .sort((a, b) => a.stride - b.stride);
  let reach = 0;
  for (const { size, stride } of kept) {
    if (stride <= reach) throw new CannotCompile("A reduction whose results overlap");
    reach += stride * (size - 1);
  }
  return [...dims.keys()].filter((axis) => dims[axis]! > 1 && strides[axis] === 0);
}

/**
 * Returns the shaders of a loop in the order in which they run. Reductions along different dimensions take one shader each,
 * which recomputes the loop's body; the last one does the elementwise stores, so that none of the others reads a stored value.
 */
export function loopShaders(loop: PlacedLoop, context: ShaderContext): Work[] {
  const { dims, body } = loop;
  const patterns = new Map<string, { axes: number[]; accumulations: PlacedLoop["accumulations"][number][] }>();
  const stores = [...loop.stores];
  for (const accumulation of loop.accumulations) {
    const axes = reducedDims(dims, accumulation.to.strides);
    if (axes.length === 0) {
      stores.push(accumulation);
      continue;
    }
    const pattern = patterns.get(axes.join()) ?? { axes, accumulations: [] };
    patterns.set(axes.join(), pattern);
    pattern.accumulations.push(accumulation);
  }
  if (patterns.size === 0) return [pointShader({ dims, body, stores })];
  return [...patterns.values()].flatMap(({ axes, accumulations }, at) =>
    reductionShaders(
      { dims, body, stores: at === patterns.size - 1 ? stores : [], accumulations }, axes, context,
    ));
}
