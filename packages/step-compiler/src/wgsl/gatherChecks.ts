/** Checks of inputs whose rows stay on a device. They run in browsers, for tests and for readers. */
import { compileWgsl, type WgslOptions, type WgslStep } from "./compileWgsl";
import type { Plan } from "../ir/plan";
import type { Check } from "./check";
import type { ByteRows } from "./rowStore";

/** There are enough bytes for each value to occur more than once; the last shard is shorter than the others. */
const ROWS = { count: 40, width: 20, shardRows: 12 };
const byteAt = (row: number, column: number): number => (7 * (row * ROWS.width + column) + 3) % 256;
/** Not all of these equal the result of a float32 division. */
const VALUES = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Makes rows; `here` holds the shards that have arrived. */
const rowsWith = (here: ReadonlySet<number>): ByteRows => ({
  ...ROWS, values: VALUES,
  shard(index) {
    if (!here.has(index)) throw new RangeError(`Shard ${index} is not here`);
    const first = index * ROWS.shardRows;
    const rows = Math.min(ROWS.shardRows, ROWS.count - first);
    return Uint8Array.from({ length: rows * ROWS.width }, (_, i) => byteAt(first + Math.floor(i / ROWS.width), i % ROWS.width));
  },
});

const COUNTS = { x: 5, y: 9 };
type Batch = Readonly<Record<keyof typeof COUNTS, readonly number[]>>;

/** Makes a plan: xs = x·rate; ys = y. */
function copying(): Plan {
  const sizes = [COUNTS.x * ROWS.width, COUNTS.y * ROWS.width];
  const [x, y] = sizes as [number, number];
  const starts = [0, x, x + y, 2 * x + y, 2 * (x + y)];
  const at = (storage: number, stride: number) => ({ storage, offset: 0, strides: [stride] });
  return {
    storages: [x, y, x, y, 1].map((size, i) => ({ size, offset: starts[i]!, label: `${i}` })),
    arena: 2 * (x + y) + 4,
    kernels: [
      {
        kind: "loop", dims: [x],
        body: [{ kind: "load", from: at(0, 1) }, { kind: "load", from: at(4, 0) }, { kind: "map", fn: "mul", args: [0, 1] }],
        stores: [{ value: 2, combine: "set", to: at(2, 1) }],
      },
      { kind: "loop", dims: [y], body: [{ kind: "load", from: at(1, 1) }], stores: [{ value: 0, combine: "set", to: at(3, 1) }] },
    ],
    inputs: { x: 0, y: 1, rate: 4 }, outputs: { xs: 2, ys: 3 }, constants: [],
  };
}

const compile = (device: GPUDevice, from: ByteRows, options: WgslOptions = {}): Promise<WgslStep> =>
  compileWgsl(copying(), device, { poison: NaN, gathered: { inputs: ["x", "y", "none"], from }, ...options });

const expected = (rows: readonly number[], rate: number): Float32Array => Float32Array.from(rows.flatMap((row) =>
  Array.from({ length: ROWS.width }, (_, column) => VALUES[byteAt(row, column)]! * rate)));

/** Bits are compared: gathered rows equal uploaded ones. */
const same = (actual: Float32Array, wanted: Float32Array): boolean =>
  actual.length === wanted.length && actual.every((value, i) => Object.is(value, wanted[i]));

const verdict = (name: string, right: boolean): Check => ({ name, maxError: right ? 0 : Infinity });

/** Runs all checks of gathered rows on a device. */
export async function gatherChecks(device: GPUDevice): Promise<Check[]> {
  return [await checkGathered(device, 1), await checkGathered(device, 3), await checkNotHere(device), await checkNoRoom(device)];
}

/** Checks steps that read other rows, the same again or some twice, while shards arrive. */
async function checkGathered(device: GPUDevice, stepsPerSubmit: number): Promise<Check> {
  const here = new Set([0]);
  const step = await compile(device, rowsWith(here), { stepsPerSubmit });
  const batches: readonly Batch[] = [
    { x: [3, 0, 11, 3, 7], y: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
    { x: [12, 35, 0, 1, 24], y: [9, 9, 9, 10, 11, 30, 0, 0, 1] },
    { x: [39, 38, 37, 36, 0], y: [39, 5, 17, 29, 2, 2, 38, 1, 0] },
    { x: [4, 8, 15, 16, 23], y: [1, 39, 3, 37, 5, 35, 7, 33, 9] },
  ];
  step.write("rate", 2);
  const reads: Promise<boolean>[] = [];
  batches.forEach((batch, i) => {
    [i, i + 1].forEach((shard) => here.add(shard));
    step.write("x", Float32Array.from(batch.x));
    if (i !== 1) step.write("y", Float32Array.from(batch.y));
    step.run();
    const y = batches[i === 1 ? 0 : i]!.y;
    reads.push(step.read("xs").then((xs) => same(xs, expected(batch.x, 2))), step.read("ys").then((ys) => same(ys, expected(y, 1))));
  });
  const right = (await Promise.all(reads)).every(Boolean) && step.gathers("x") && step.gathers("y") && !step.gathers("rate");
  // Row indices, the rate, and what says which of them are written are uploaded; the rows themselves are 1,120 bytes.
  const small = step.uploadBytes < 256 && step.rowBytes === 4 * 256 + ROWS.count * ROWS.width;
  step.dispose();
  return verdict(`gathered rows, ${stepsPerSubmit} steps at a time, ${step.uploadBytes} bytes each`, right && small);
}

async function checkNotHere(device: GPUDevice): Promise<Check> {
  const step = await compile(device, rowsWith(new Set([0])));
  let why: unknown;
  try {
    step.write("x", Float32Array.of(0, 1, 2, 3, 20));
  } catch (error) {
    why = error;
  }
  step.dispose();
  return verdict(`rows that are not here: ${String(why)}`, why instanceof RangeError);
}

/** Checks that more rows than a buffer may hold are not kept on the device: inputs are uploaded whole. */
async function checkNoRoom(device: GPUDevice): Promise<Check> {
  const count = Math.ceil(device.limits.maxStorageBufferBindingSize / ROWS.width);
  const step = await compile(device, { ...rowsWith(new Set()), count });
  const whole = Float32Array.from({ length: COUNTS.x * ROWS.width }, (_, i) => i);
  step.write("x", whole);
  step.write("y", new Float32Array(COUNTS.y * ROWS.width));
  step.write("rate", 1);
  step.run();
  const right = same(await step.read("xs"), whole) && !step.gathers("x") && step.rowBytes === 0;
  step.dispose();
  return verdict("no room for rows", right);
}
