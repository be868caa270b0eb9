/**
 * Measures what it costs a thread to submit compiled steps to WebGPU: milliseconds of JavaScript, bytes and calls. The device
 * has finished one group of steps before the next begins, so that an emulated one takes no core from this thread.
 */
import { startBackend } from "../../src/engine/device/backends/start";
import { createTrainer } from "../../src/engine/trainer/trainer";
import { answer } from "./answer";
import { wholeDataset } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED, workload, type WorkloadId } from "./workloads";

export interface HandingRequest {
  readonly workload: WorkloadId;
  readonly groups: number;
}

/** All numbers are per step. */
export interface Handing {
  /** Milliseconds, by group of steps. */
  readonly ms: readonly number[];
  /** Bytes uploaded, by group; a few groups include a shard of training images. */
  readonly bytes: readonly number[];
  /** Calls of `writeBuffer`; those of `submit`, `beginComputePass`, `copyBufferToBuffer` and `createBindGroup` follow. */
  readonly writes: number;
  readonly submits: number;
  readonly passes: number;
  readonly copies: number;
  readonly bindGroups: number;
}

/** Steps that are submitted at once. */
const GROUP = 8;
const WARM_UP = 4;

const NOTHING = { bytes: 0, writes: 0, submits: 0, passes: 0, copies: 0, bindGroups: 0 };
const counts = { ...NOTHING };

function countCalls(): void {
  const { writeBuffer, submit } = GPUQueue.prototype;
  const { createBindGroup } = GPUDevice.prototype;
  const { beginComputePass, copyBufferToBuffer } = GPUCommandEncoder.prototype;
  GPUQueue.prototype.writeBuffer = function (to, at, data: GPUAllowSharedBufferSource, from = 0, size) {
    const element = "BYTES_PER_ELEMENT" in data ? Number(data.BYTES_PER_ELEMENT) : 1;
    counts.writes++;
    counts.bytes += size === undefined ? data.byteLength - from * element : size * element;
    return writeBuffer.call(this, to, at, data, from, size);
  };
  GPUQueue.prototype.submit = function (commands) {
    counts.submits++;
    return submit.call(this, commands);
  };
  GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
    counts.passes++;
    return beginComputePass.call(this, descriptor);
  };
  GPUCommandEncoder.prototype.copyBufferToBuffer = function (...copy: unknown[]) {
    counts.copies++;
    return Reflect.apply(copyBufferToBuffer, this, copy) as undefined;
  };
  GPUDevice.prototype.createBindGroup = function (descriptor) {
    counts.bindGroups++;
    return createBindGroup.call(this, descriptor);
  };
}

answer<HandingRequest & { readonly baseUrl: string }>(async ({ workload: id, groups, baseUrl }): Promise<Handing> => {
  await startBackend("webgpu", { wasmPaths, softwareWebgl: true, onLost: (detail) => { throw new Error(detail); } });
  countCalls();
  const { model, h } = workload(id);
  const trainer = createTrainer(model, { model: model.id, seed: SEED, backend: "webgpu", hyperparameters: h }, await wholeDataset(baseUrl));
  const report = await trainer.compile();
  if (report.mode !== "compiled") throw new Error(`the engine stays eager: ${JSON.stringify(report)}`);
  const group = async (): Promise<number> => {
    const start = performance.now();
    for (let i = 0; i < GROUP; i++) trainer.advance();
    await Promise.resolve(); // the remaining commands are submitted at the end of the task
    const ms = (performance.now() - start) / GROUP;
    await trainer.losses();
    return ms;
  };
  for (let i = 0; i < WARM_UP; i++) await group();
  Object.assign(counts, NOTHING);
  const ms: number[] = [];
  const bytes: number[] = [];
  for (let i = 0; i < groups; i++) {
    const before = counts.bytes;
    ms.push(await group());
    bytes.push((counts.bytes - before) / GROUP);
  }
  const perStep = (count: number) => count / (groups * GROUP);
  return {
    ms, bytes, writes: perStep(counts.writes), submits: perStep(counts.submits),
    passes: perStep(counts.passes), copies: perStep(counts.copies), bindGroups: perStep(counts.bindGroups),
  };
});
