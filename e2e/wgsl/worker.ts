/** The worker of the shader checks, on a device with the minimum limits of its level. */
import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { checkCompiled } from "step-compiler/api/compile.browser";
import { CannotCompile } from "step-compiler/ir/cannotCompile";
import { plan } from "step-compiler/passes";
import { boundsOf, compare } from "step-compiler/trace/bounds/testing";
import { programOf } from "step-compiler/trace/testing";
import { compileWgsl } from "step-compiler/wgsl/compileWgsl";
import type { Check } from "step-compiler/wgsl/check";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { checkPlan, drawnProducts } from "step-compiler/wgsl/planChecks";
import type { Target } from "step-compiler/wgsl/tile";
import { isSoftwareAdapter } from "../../src/engine/device/backends/software";
import { checkWgsl } from "step-compiler/wgsl/wgsl.browser";

/** The feature levels of WebGPU: all devices of the standard, or also those below it. */
export type Level = "core" | "compatibility";

export interface ProductOptions {
  readonly first: number;
  readonly count: number;
  readonly target: Target;
  readonly level: Level;
}

/** `programs` random programs with seeds from `from` on. */
export interface ProgramOptions {
  readonly from: number;
  readonly programs: number;
  readonly target: Target;
}

/** A number is the share of the checks of `checkWgsl`. */
export type ShaderRequest = number | ProductOptions | ProgramOptions;

async function openDevice(level: Level = "core"): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter({ featureLevel: level });
  if (!adapter) throw new Error("no WebGPU adapter");
  const device = await adapter.requestDevice();
  const { maxComputeInvocationsPerWorkgroup: threads } = device.limits;
  if (threads !== (level === "core" ? 256 : 128)) throw new Error(`A ${level} device runs ${threads} threads in a workgroup`);
  device.addEventListener("uncapturederror", ({ error }) => self.postMessage({ error: error.message }));
  return device;
}

/** Compares each program that compiles with the interpreter: see `packages/step-compiler/src/trace/testing.ts`. The error is 0 or infinite. */
async function checkPrograms({ from, programs, target }: ProgramOptions): Promise<Check[]> {
  await setBackend("cpu");
  const device = await openDevice();
  // The GPU emulated in software computes what is not finite as the processor does.
  const freedoms = { logError: LOG_ERROR, assumesFinite: !isSoftwareAdapter(device.adapterInfo) };
  const checks: Check[] = [];
  for (let seed = from; seed < from + programs; seed++) {
    try {
      const program = programOf(seed);
      if (!Object.values(program.inputs).every((values) => values.every(isPromised))) continue;
      const planned = plan(program.graph, seed % 4 < 2 ? PLAN_OPTIONS[target] : {});
      const step = await compileWgsl(planned, device, { target, poison: NaN });
      for (const name of Object.keys(planned.inputs)) step.write(name, program.inputs[name]!);
      step.run();
      const outputs = Object.fromEntries(await Promise.all(Object.keys(program.graph.outputs).map(async (name) => [name, await step.read(name)] as const)));
      step.dispose();
      const { compared, wrong } = compare(onDevice(boundsOf(program, freedoms)), (name) => outputs[name]!);
      checks.push({ name: wrong === undefined ? `program ${seed}, ${compared} numbers` : `${program.text}\n${wrong}`, maxError: wrong === undefined ? 0 : Infinity });
    } catch (error) {
      if (!(error instanceof CannotCompile)) throw new Error(`program ${seed}`, { cause: error });
    }
  }
  return checks;
}

/**
 * The accuracy that WGSL requires (https://www.w3.org/TR/WGSL/#floating-point-evaluation): shaders may assume that there are neither infinities nor
 * NaN, and may flush subnormal numbers to 0; the logarithm of a number in [0.5, 2] has this absolute error.
 */
const LOG_ERROR = 2 ** -21;
const isPromised = (x: number) => Number.isFinite(x) && (x === 0 || Math.abs(x) > 1.2e-38);
const onDevice = (bounds: ReturnType<typeof boundsOf>): typeof bounds => Object.fromEntries(Object.entries(bounds).map(([name, { value, slack }]) =>
  [name, { value, slack: slack.map((each, i) => (Number.isFinite(value[i]) ? each : Infinity)) }]));

async function checksOf(request: ShaderRequest): Promise<Check[]> {
  if (typeof request === "number") return [...await checkWgsl(await openDevice(), await openDevice(), request), ...await checkCompiled(await openDevice())];
  if ("programs" in request) return checkPrograms(request);
  const device = await openDevice(request.level);
  const checks: Check[] = [];
  for (const planCase of drawnProducts(request.first, request.count)) checks.push(await checkPlan(device, planCase, request.target));
  return checks;
}

self.addEventListener("message", ({ data }: MessageEvent<ShaderRequest>) => {
  checksOf(data).then(
    (checks) => self.postMessage({ checks }),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
self.addEventListener("unhandledrejection", ({ reason }) => self.postMessage({ error: `nobody listened: ${String(reason)}` }));
