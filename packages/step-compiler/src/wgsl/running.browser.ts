/** Checks how steps are submitted to a device and how their results return. */
import { compileWgsl, type WgslOptions } from "./compileWgsl";
import { CannotCompile } from "../ir/cannotCompile";
import type { Plan } from "../ir/plan";
import { largestError, type Check } from "./check";

/** Runs all checks; `spare` is a device that is lost during them. */
export async function checkRunning(device: GPUDevice, spare: GPUDevice): Promise<Check[]> {
  return [
    await checkSteps(device, { stepsPerSubmit: 1 }), await checkSteps(device, { stepsPerSubmit: 3 }),
    await checkSteps(device, { stepsPerSubmit: 3, readEachStep: "loss" }), await checkWrittenAhead(device), await checkCopies(device),
    await checkTooLarge(device), await checkDisposed(device), await checkLost(spare),
  ];
}

/** Makes a plan: state' = state + x·rate; the loss is the sum of the new state. */
function accumulating(size: number): Plan {
  const access = (storage: number, stride: number) => ({ storage, offset: 0, strides: [stride] });
  return {
    storages: [
      { size, offset: 0, label: "state" }, { size, offset: 8, label: "x" }, { size: 1, offset: 16, label: "rate" },
      { size: 1, offset: 20, label: "loss" }, { size: 2, offset: 24, label: "constant" },
    ],
    arena: 28,
    kernels: [{
      kind: "loop", dims: [size],
      body: [
        { kind: "load", from: access(0, 1) }, { kind: "load", from: access(1, 1) }, { kind: "load", from: access(2, 0) },
        { kind: "map", fn: "mul", args: [1, 2] }, { kind: "map", fn: "add", args: [0, 3] },
        { kind: "load", from: { storage: 4, offset: 1, strides: [0] } }, { kind: "map", fn: "mul", args: [4, 5] },
      ],
      stores: [
        { value: 4, combine: "set", to: access(0, 1) }, { value: 6, combine: "sum", to: access(3, 0) },
      ],
    }],
    inputs: { state: 0, x: 1, rate: 2 }, outputs: { state: 0, loss: 3 },
    constants: [{ storage: 4, data: Float32Array.of(5, 10) }],
  };
}

const compileAccumulating = (device: GPUDevice, options: WgslOptions) => compileWgsl(accumulating(6), device, { poison: NaN, ...options });

/**
 * Compares losses of steps that are submitted one by one or together, with inputs that change and inputs that stay. Between two of the steps the
 * state is read.
 */
async function checkSteps(device: GPUDevice, options: WgslOptions): Promise<Check> {
  const step = await compileAccumulating(device, options);
  const losses: Promise<Float32Array>[] = [];
  const expected: number[] = [];
  let value = 1;
  let between: Promise<boolean> | null = null;
  step.write("state", new Float32Array(6).fill(1));
  step.write("rate", 2);
  for (let i = 0; i < 8; i++) {
    const x = 1 + Math.floor(i / 2);
    if (i % 2 === 0) step.write("x", new Float32Array(6).fill(x));
    if (i === 5) step.write("rate", 3);
    step.run();
    losses.push(step.read("loss"));
    value += x * (i < 5 ? 2 : 3);
    expected.push(60 * value);
    const wanted = value;
    if (i === 3) between = step.read("state").then((values) => values.every((each) => each === wanted));
  }
  const state = await step.read("state");
  const actual = (await Promise.all(losses)).map((one) => one[0]!);
  step.dispose();
  const maxError = Math.max(largestError(actual, expected), largestError(state, new Float32Array(6).fill(value)));
  const { stepsPerSubmit, readEachStep } = options;
  return { name: `steps, ${stepsPerSubmit} at a time${readEachStep === undefined ? "" : ", read each step"}`, maxError: await between ? maxError : Infinity };
}

/** Checks that an input for the next step stays written when the steps before it are submitted. */
async function checkWrittenAhead(device: GPUDevice): Promise<Check> {
  const step = await compileAccumulating(device, { stepsPerSubmit: 3 });
  step.write("state", new Float32Array(6));
  step.write("rate", 1);
  step.write("x", new Float32Array(6).fill(1));
  step.run();
  step.run();
  step.write("x", new Float32Array(6).fill(10));
  step.submit();
  step.run();
  const state = await step.read("state");
  step.dispose();
  return { name: `written ahead: ${state[0]}`, maxError: largestError(state, new Float32Array(6).fill(12)) };
}

async function checkCopies(device: GPUDevice): Promise<Check> {
  const step = await compileAccumulating(device, { stepsPerSubmit: 4 });
  const buffer = device.createBuffer({ size: 24, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST });
  step.write("state", Float32Array.of(1, 2, 3, 4, 5, 6));
  step.write("x", new Float32Array(6).fill(1));
  step.write("rate", 1);
  step.run();
  step.copyOut("state", buffer);
  step.write("state", new Float32Array(6));
  step.copyIn("state", buffer);
  step.run();
  const state = await step.read("state");
  step.dispose();
  buffer.destroy();
  return { name: "copies", maxError: largestError(state, [3, 4, 5, 6, 7, 8]) };
}

async function checkTooLarge(device: GPUDevice): Promise<Check> {
  const plan = accumulating(6);
  const large = { size: device.limits.maxStorageBufferBindingSize / 4 + 4, offset: Math.ceil(plan.arena / 4) * 4, label: "large" };
  const why = await compileWgsl({
    ...plan, storages: [...plan.storages, large], inputs: { ...plan.inputs, large: plan.storages.length }, arena: large.offset + large.size,
  }, device).catch((error: unknown) => error);
  return { name: `too large: ${String(why)}`, maxError: why instanceof CannotCompile ? 0 : Infinity };
}

async function reason(use: () => unknown): Promise<string> {
  try {
    await use();
    return "nothing";
  } catch (error) {
    return String(error);
  }
}

/** Checks that pending reads of a disposed step reject. */
async function checkDisposed(device: GPUDevice): Promise<Check> {
  const step = await compileAccumulating(device, { stepsPerSubmit: 4 });
  step.write("state", new Float32Array(6));
  step.write("x", new Float32Array(6));
  const early = await reason(() => step.write("noise", 1));
  step.write("rate", 1);
  step.run();
  const pending = step.read("loss");
  void step.read("loss");
  step.dispose();
  const reasons = [early, await reason(() => pending), await reason(() => step.run())];
  const right = ["Error: The step has no input noise", "Error: The step was disposed", "Error: The step was disposed"];
  return { name: `disposed: ${reasons}`, maxError: reasons.join() === right.join() ? 0 : Infinity };
}

/** Checks that reads of a lost device reject, pending ones and later ones. */
async function checkLost(device: GPUDevice): Promise<Check> {
  const step = await compileAccumulating(device, { stepsPerSubmit: 1 });
  step.run();
  const pending = step.read("loss");
  step.submit();
  device.destroy();
  await device.lost;
  const reasons = [await reason(() => pending), await reason(() => step.run()), await reason(() => step.read("loss"))];
  step.dispose();
  const right = reasons[0] !== "nothing" && reasons.slice(1).every((why) => why.startsWith("Error: The graphics device was lost"));
  return { name: `lost: ${reasons}`, maxError: right ? 0 : Infinity };
}
