/**
 * Every model's shaders stay within the limits of every device, also those of WebGPU's compatibility mode. The limits are checked
 * on the shaders' text, without a device. `compileWgsl` checks the size of buffers. Sums stay in a thread's registers.
 */
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { modelCases } from "../../machine/modelCases";
import { plan } from "../../../compiler/passes";
import { countsOf } from "../../../compiler/wgsl/counts";
import type { Dispatch } from "../../../compiler/wgsl/dispatch";
import { PLAN_OPTIONS } from "../../../compiler/wgsl/planOptions";
import { shadersOf } from "../../../compiler/wgsl/shaders";
import type { Target } from "../../../compiler/wgsl/tile";
import { useBackend } from "../../testing";
import { traceStep } from "./traced";

/** The smaller of WebGPU's default limits and those of compatibility mode. */
const LIMITS = {
  invocationsPerWorkgroup: 128, workgroupSizeX: 128, workgroupStorageBytes: 16_384,
  workgroupsPerDimension: 65_535, storageBuffers: 4, uniformBuffers: 12, uniformBytes: 16_384,
} as const;
type Needs = Record<keyof typeof LIMITS, number>;

/** Bytes of the types that shaders declare arrays of. */
const BYTES: Readonly<Record<string, number>> = { f32: 4, u32: 4, vec4f: 16, vec4u: 16 };

function bytesOf(declarations: Iterable<RegExpMatchArray>): number {
  return [...declarations].reduce((sum, [, type, count]) => sum + BYTES[type!]! * Number(count), 0);
}

function needsOf({ code, workgroups }: Dispatch): Needs {
  const [, threads] = /@workgroup_size\((\d+)\)/.exec(code)!.map(Number) as [number, number];
  const arrays = (space: string) => code.matchAll(new RegExp(`var<${space}> \\w+: array<(\\w+), (\\d+)>;`, "g"));
  const declared = (space: string) => [...code.matchAll(new RegExp(`var<${space}[,>]`, "g"))].length;
  expect([...arrays("workgroup")].length).toBe(declared("workgroup"));
  return {
    invocationsPerWorkgroup: threads, workgroupSizeX: threads,
    workgroupStorageBytes: bytesOf(arrays("workgroup")), workgroupsPerDimension: Math.max(...workgroups),
    storageBuffers: declared("storage"), uniformBuffers: declared("uniform"), uniformBytes: bytesOf(arrays("uniform")),
  };
}

beforeAll(() => useBackend("cpu"));

it.each(modelCases)("$name", ({ model, h }) => {
  const { hidden, batch } = defaultsOf(model.hyperparameters);
  const graph = traceStep(model, { ...h, hidden: hidden!, batch: batch! });
  for (const target of ["gpu", "emulated"] satisfies Target[]) {
    const planned = plan(graph, PLAN_OPTIONS[target]);
    for (const [at, dispatch] of shadersOf(planned, target).dispatches.entries()) {
      for (const [name, needed] of Object.entries(needsOf(dispatch))) {
        expect(needed, `${name} of shader ${at}`).toBeLessThanOrEqual(LIMITS[name as keyof Needs]);
      }
      if (target === "gpu") expect(countsOf(dispatch.code).indexedArrays, `arrays of shader ${at}`).toEqual([]);
    }
  }
});
