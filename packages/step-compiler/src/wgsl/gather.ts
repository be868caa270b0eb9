/**
 * Inputs whose rows stay on the device: a step gets the indices of its rows, and one shader, before all others, writes the rows
 * into the arena as float32. They are written to memory because several kernels read them: of a batch of images there are three
 * (a layer, its gradient, the reconstruction's loss), and a product reads an element once for each of its tiles.
 */
import type { Plan, Storage } from "../ir/plan";
import { createPipeline } from "./computation";
import { MAX_WORKGROUPS } from "./points";
import { createRowStore, TABLE_WORDS, type ByteRows } from "./rowStore";

export interface Gathered {
  /** Inputs that consist of rows of `from`. Names that the plan does not have are ignored. */
  readonly inputs: readonly string[];
  readonly from: ByteRows;
}

export interface GatheredInput {
  readonly name: string;
  /** The element of the arena where it begins. */
  readonly to: number;
  /** The storage of its row indices in the arena, as float32. */
  readonly rows: Storage;
}

export interface Gather {
  readonly inputs: readonly GatheredInput[];
  /** The bytes of the rows on the device. */
  readonly rowBytes: number;
  /**
   * Makes sure that these rows are on the device before the commands that are submitted next. Throws RangeError if one is not
   * available.
   */
  fetch(rows: ArrayLike<number>): void;
  /** Appends the shader. */
  encode(pass: GPUComputePassEncoder): void;
  dispose(): void;
}

/**
 * Returns the inputs, with room for their row indices behind `arena` elements, and the number of elements including that room.
 */
export function placeRows(plan: Plan, arena: number, { inputs, from }: Gathered): { inputs: GatheredInput[]; arena: number } {
  let end = arena;
  const placed = inputs.filter((name) => plan.inputs[name] !== undefined).map((name): GatheredInput => {
    const { offset: to, size } = plan.storages[plan.inputs[name]!]!;
    const count = size / from.width;
    if (!Number.isInteger(count) || count > MAX_WORKGROUPS) throw new Error(`Input ${name} is not made of rows`);
    const offset = Math.ceil(end / 4) * 4;
    end = offset + Math.ceil(count / 4) * 4;
    return { name, to, rows: { size: count, offset, label: `${name}, rows` } };
  });
  return { inputs: placed, arena: end };
}

/**
 * The number of threads that write a row, four elements at a time: a subgroup of most devices. Emulated by a processor, 128
 * rows of 784 take 0.50 ms with it, and 0.87 ms if each thread has only four elements.
 */
const WORKGROUP = 32;

/** Prepares gathering rows into an arena; null if the device has no room for them. Rejects if it refuses the shader. */
export async function prepareGather(
  device: GPUDevice, inputs: readonly GatheredInput[], from: ByteRows,
): Promise<((arena: GPUBuffer) => Gather) | null> {
  const layout = device.createBindGroupLayout({
    entries: (["storage", "read-only-storage", "uniform"] as const).map((type, binding) =>
      ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const words = from.width / 4;
  const pipeline = await createPipeline(device, pipelineLayout, gatherCode(words, inputs.length));
  const store = await createRowStore(device, from);
  if (!store) return null;
  const most = inputs.reduce((count, { rows }) => Math.max(count, rows.size), 0);
  return (arena) => {
    const entries = device.createBuffer({ size: inputs.length * 16, usage: GPUBufferUsage.UNIFORM, mappedAtCreation: true });
    new Uint32Array(entries.getMappedRange()).set(inputs.flatMap(({ to, rows }) => [to / 4, rows.offset / 4, rows.size, 0]));
    entries.unmap();
    const binding = device.createBindGroup({
      layout, entries: [arena, store.buffer, entries].map((buffer, at) => ({ binding: at, resource: { buffer } })),
    });
    return {
      inputs, rowBytes: store.buffer.size, fetch: store.fetch,
      encode(pass) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, binding);
        pass.dispatchWorkgroups(most, inputs.length);
      },
      dispose() {
        entries.destroy();
        store.dispose();
      },
    };
  };
}

/**
 * The shader has a workgroup for each row of each input. `inputs` holds the beginnings of an input and of its row indices, in
 * vectors of four, and its number of rows. `words` is the length of a row in words of four bytes.
 */
const gatherCode = (words: number, inputs: number): string => `@group(0) @binding(0) var<storage, read_write> arena: array<vec4f>;
@group(0) @binding(1) var<storage, read> store: array<u32>;
@group(0) @binding(2) var<uniform> inputs: array<vec4u, ${inputs}>;
fn number(byte: u32) -> f32 { return bitcast<f32>(store[byte & 255u]); }
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
  let input = inputs[group.y];
  if (group.x >= input.z) { return; }
  let row = u32(arena[input.y + group.x / 4u][group.x % 4u]);
  let source = ${TABLE_WORDS}u + row * ${words}u;
  let out = input.x + group.x * ${words}u;
  for (var i = local.x; i < ${words}u; i += ${WORKGROUP}u) {
    let word = store[source + i];
    arena[out + i] = vec4f(number(word), number(word >> 8u), number(word >> 16u), number(word >> 24u));
  }
}
`;
