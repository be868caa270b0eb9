/**
 * The first shader of a step. It gathers the step's inputs into the arena: from the step's slot, or, for inputs whose rows stay on
 * the device, by the row indices in the slot. Rows are written as float32, to memory, because several kernels read them: of
 * a batch of images there are three (a layer, its gradient, the reconstruction's loss), and a product reads an element once for each of
 * its tiles. The shader also keeps the losses of the step before in a ring (`ring.ts`), so that steps follow one another in one pass.
 */
import type { Plan } from "../ir/plan";
import { createPipeline } from "./computation";
import { linear, MAX_WORKGROUPS } from "./points";
import type { RingPlace } from "./ring";
import { createRowStore, TABLE_WORDS, type ByteRows, type RowStore } from "./rowStore";
import { inFours, type SlotLayout } from "./staging";
import { u32 } from "./text";

export interface Gathered {
  /** Inputs that consist of rows of `from`. Names that the plan does not have are ignored. */
  readonly inputs: readonly string[];
  readonly from: ByteRows;
}

/** An input of every step. */
export interface GivenInput {
  readonly name: string;
  /** The element of the arena where it begins, a multiple of 4. */
  readonly to: number;
  /** Its elements in a slot: its values, or the indices of its rows. */
  readonly size: number;
  readonly isRows: boolean;
}

/** The inputs of every step, and the rows of some of them. */
export interface Given {
  readonly inputs: readonly GivenInput[];
  readonly store: RowStore | null;
}

export interface Gather {
  /** Appends the shader of the step in this slot. */
  encode(pass: GPUComputePassEncoder, slot: number): void;
  dispose(): void;
}

/** Returns the inputs of a plan that are written for every step; states are not. If the device has room, some are rows that stay there. */
export async function givenInputs(plan: Plan, device: GPUDevice, gathered: Gathered | undefined): Promise<Given> {
  const names = Object.keys(plan.inputs).filter((name) => plan.outputs[name] === undefined);
  const rows = new Set(gathered?.inputs.filter((name) => names.includes(name)));
  const store = gathered && rows.size > 0 ? await createRowStore(device, gathered.from) : null;
  const inputs = names.map((name): GivenInput => {
    const { offset: to, size } = plan.storages[plan.inputs[name]!]!;
    if (to % 4 !== 0) throw new Error(`Input ${name} does not begin with a vector of four`);
    if (!store || !rows.has(name)) return { name, to, size, isRows: false };
    const count = size / store.rows.width;
    if (!Number.isInteger(count) || count > MAX_WORKGROUPS) throw new Error(`Input ${name} is not made of rows`);
    return { name, to, size: count, isRows: true };
  });
  return { inputs, store };
}

/**
 * The number of threads that write a row, four elements at a time: a subgroup of most devices. Emulated by a processor, 128
 * rows of 784 take 0.50 ms with it, and 0.87 ms if each thread has only four elements.
 */
const WORKGROUP = 32;
/** The elements that a workgroup copies. */
const COPIED = 1024;
/** The bytes between the numbers of two steps. Every device binds buffers at multiples of it. */
const STEP_BYTES = 256;

/** Prepares the shader for a device. Rejects if it refuses the shader. */
export async function prepareGather(
  device: GPUDevice, { inputs, store }: Given, layout: SlotLayout, ring: RingPlace | null,
): Promise<(arena: GPUBuffer, slots: GPUBuffer) => Gather> {
  const bindings = device.createBindGroupLayout({
    entries: (["storage", "read-only-storage", "uniform", ...(store ? ["read-only-storage"] as const : [])] as const).map((type, binding) =>
      ({ binding, visibility: GPUShaderStage.COMPUTE, buffer: { type } })),
  });
  const { code, workgroups } = gatherShader(inputs, layout, store && store.rows.width / 4, ring);
  const pipeline = await createPipeline(device, device.createPipelineLayout({ bindGroupLayouts: [bindings] }), code);
  return (arena, slots) => {
    const steps = device.createBuffer({ size: layout.slots * STEP_BYTES, usage: GPUBufferUsage.UNIFORM, mappedAtCreation: true });
    const numbers = new Uint32Array(steps.getMappedRange());
    for (let slot = 0; slot < layout.slots; slot++) numbers.set([slot * layout.size / 4, slot], slot * STEP_BYTES / 4);
    steps.unmap();
    const groups = Array.from({ length: layout.slots }, (_, slot) => device.createBindGroup({
      layout: bindings,
      entries: [
        { buffer: arena }, { buffer: slots }, { buffer: steps, offset: slot * STEP_BYTES, size: 16 }, ...(store ? [{ buffer: store.buffer }] : []),
      ].map((resource, binding) => ({ binding, resource })),
    }));
    return {
      encode(pass, slot) {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, groups[slot]!);
        pass.dispatchWorkgroups(...workgroups);
      },
      dispose: () => steps.destroy(),
    };
  };
}

/** Writes the shader. Each workgroup copies a part of one input, or writes one row of it. `words` is the length of a row in words of four bytes. */
function gatherShader(
  inputs: readonly GivenInput[], { fields }: SlotLayout, words: number | null, ring: RingPlace | null,
): { readonly code: string; readonly workgroups: [number, number, number] } {
  const pieces = inputs.map(({ to, size, isRows }, index) => {
    const { at } = fields[index]!;
    const isWritten = `slots[step.x + ${u32(Math.floor(index / 4))}].${"xyzw"[index % 4]} != 0f`;
    const work = isRows ? `writeRow(own, ${u32(at / 4)}, ${u32(to / 4)}, thread);` : `copyPart(own, ${u32(at / 4)}, ${u32(to / 4)}, ${u32(inFours(size) / 4)}, thread);`;
    return { groups: isRows ? size : Math.ceil(size / COPIED), body: `if (${isWritten}) { ${work} }` };
  });
  if (ring) {
    const { from, at, row } = ring;
    pieces.push({
      groups: 1,
      body: `if (step.y > 0u) {
for (var i = thread; i < ${u32(row / 4)}; i += ${u32(WORKGROUP)}) { arena[${u32(at / 4)} + (step.y - 1u) * ${u32(row / 4)} + i] = arena[${u32(from / 4)} + i]; }
}`,
    });
  }
  let begin = 0;
  const cases = pieces.map(({ groups, body }) => {
    const first = begin;
    begin += groups;
    return `if (flat < ${u32(begin)}) {\nlet own = flat - ${u32(first)};\n${body}\n}`;
  });
  const [workgroups, flat] = linear(Math.max(1, begin));
  const code = `@group(0) @binding(0) var<storage, read_write> arena: array<vec4f>;
@group(0) @binding(1) var<storage, read> slots: array<vec4f>;
/* Where the step's slot begins, in vectors, and its number. */
@group(0) @binding(2) var<uniform> step: vec4u;
fn copyPart(part: u32, at: u32, to: u32, count: u32, thread: u32) {
  let end = min(count, (part + 1u) * ${u32(COPIED / 4)});
  for (var i = part * ${u32(COPIED / 4)} + thread; i < end; i += ${u32(WORKGROUP)}) { arena[to + i] = slots[step.x + at + i]; }
}
${words === null ? "" : rowCode(words)}@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
let flat = ${flat};
${cases.join(" else ")}
}
`;
  return { code, workgroups };
}

const rowCode = (words: number): string => `@group(0) @binding(3) var<storage, read> store: array<u32>;
fn number(byte: u32) -> f32 { return bitcast<f32>(store[byte & 255u]); }
fn writeRow(own: u32, at: u32, to: u32, thread: u32) {
  let row = u32(slots[step.x + at + own / 4u][own % 4u]);
  let source = ${u32(TABLE_WORDS)} + row * ${u32(words)};
  let out = to + own * ${u32(words)};
  for (var i = thread; i < ${u32(words)}; i += ${u32(WORKGROUP)}) {
    let word = store[source + i];
    arena[out + i] = vec4f(number(word), number(word >> 8u), number(word >> 16u), number(word >> 24u));
  }
}
`;
