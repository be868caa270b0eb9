/**
 * Every model's shaders stay within the limits of every device, also those of WebGPU's compatibility mode. The limits are checked
 * on the shaders' text, without a device. Sums stay in a thread's registers. `compileWgsl` checks the size of buffers, and a step that does
 * not fit is planned again.
 */
import { KernelBackend, registerBackend, removeBackend, setBackend } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { modelCases } from "../../machine/modelCases";
import { findModel } from "../../../subject/models/registry";
import { CannotCompile } from "step-compiler/ir/cannotCompile";
import { plan } from "step-compiler/passes";
import { countsOf } from "step-compiler/wgsl/counts";
import { fakeDevice, GPU_CONSTANTS } from "step-compiler/wgsl/fakeDevice";
import type { Dispatch } from "step-compiler/wgsl/dispatch";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { shadersOf } from "step-compiler/wgsl/shaders";
import type { Target } from "step-compiler/wgsl/tile";
import { useBackend } from "../../testing";
import { compileStep } from "./compile";
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

describe("a step on a device", () => {
  const MIB = 2 ** 20;
  const model = findModel("vae-gan")!;
  const { device } = fakeDevice();

  beforeEach(async () => {
    Object.entries(GPU_CONSTANTS).forEach(([name, value]) => vi.stubGlobal(name, value));
    registerBackend("webgpu", () => Object.assign(new KernelBackend(), { device, dispose: () => undefined }));
    await setBackend("webgpu");
  });
  afterEach(async () => {
    await setBackend("cpu");
    removeBackend("webgpu");
    vi.unstubAllGlobals();
  });

  /** The bytes of the step's arena on a device with buffers of at most this size. */
  async function arenaBytes(maxStorageBufferBindingSize: number): Promise<number> {
    Object.assign(device.limits, { maxStorageBufferBindingSize });
    const { executable } = await compileStep(model, { ...defaultsOf(model.hyperparameters), batch: 256 }, () => true, { target: "gpu" });
    return executable.arenaBytes;
  }

  it("is planned again with less memory if it does not fit the device's buffers", async () => {
    expect(await arenaBytes(256 * MIB)).toBeGreaterThan(128 * MIB); // 136 MiB
    expect(await arenaBytes(128 * MIB)).toBeLessThanOrEqual(128 * MIB); // 103 MiB
    await expect(arenaBytes(64 * MIB)).rejects.toThrow(CannotCompile);
  });
});
