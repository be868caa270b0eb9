/** Work → the text of a compute shader: one piece of work, or several side by side, one for each workgroup. */
import { linear, type Work } from "./points";
import { MAX_PLACES, u32, withPlaces } from "./text";

/** A compute shader, and how often it runs. */
export interface Dispatch {
  readonly code: string;
  /** The shader's table of places: offsets in the arena. */
  readonly places: readonly number[];
  readonly workgroups: readonly [number, number, number];
}

const lines = (texts: readonly string[]): string => [...new Set(texts.flatMap((text) => text.split("\n")))].join("\n");

const threadsOf = ({ size: [x, y] }: Work): number => x * y;

/**
 * Returns the key of a piece of work: only work with the same key can share a dispatch. Tiles share with no other kind of work: they need many
 * registers and much shared memory.
 */
export const keyOf = (work: Work): string =>
  `${work.kind} ${work.element} ${threadsOf(work)}${work.kind === "tile" ? ` ${work.declarations}` : ""}`;

/** Writes the shader of works with the same key. None may use memory that another one writes. Throws if keys differ. */
export function dispatch(works: readonly Work[]): Dispatch {
  const [first] = works;
  if (!first || works.some((work) => keyOf(work) !== keyOf(first))) throw new Error("Work that cannot share a dispatch");
  const { body, workgroups } = works.length === 1 ? { ...first, body: withLocal(first) } : sideBySide(works);
  const { element } = first;
  const declarations = works.length === 1 ? first.declarations : lines(works.map((work) => work.declarations));
  const functions = [...new Set(works.flatMap((work) => work.functions))].join("\n");
  const { text, places } = withPlaces(`${functions}
${declarations}
@compute @workgroup_size(${threadsOf(first)})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
${body}
}
`);
  const code = `@group(0) @binding(0) var<storage, read_write> arena: array<${element}>;
@group(0) @binding(1) var<uniform> places: array<vec4u, ${MAX_PLACES / 4}>;
${text.includes("number(") ? NUMBER : ""}${text}`;
  return { code, places, workgroups };
}

/**
 * Returns the work's statements, after the thread's indices. Workgroups have one dimension, at the cost of a division by a power of two:
 * an Adreno 840 computed wrong numbers in those with two (https://github.com/pytorch/executorch/issues/22328).
 */
const withLocal = ({ size: [wide], body }: Work): string => `let local = vec2u(thread % ${u32(wide)}, thread / ${u32(wide)});\n${body}`;

function sideBySide(works: readonly Work[]): Pick<Work, "body" | "workgroups"> {
  const counts = works.map(({ workgroups: [x, y, z] }) => x * y * z);
  const [workgroups, index] = linear(counts.reduce((sum, count) => sum + count, 0));
  let begin = 0;
  const cases = works.map((work, at) => {
    const { workgroups: [x, y] } = work;
    const own = `(flat - ${u32(begin)})`;
    begin += counts[at]!;
    return `if (flat < ${u32(begin)}) {
let group = vec3u(${own} % ${u32(x)}, ${own} / ${u32(x)} % ${u32(y)}, ${own} / ${u32(x * y)});
${withLocal(work)}
}`;
  });
  return { workgroups, body: `let flat = ${index};\n${cases.join(" else ")}` };
}

/** Returns the number with these bits. The variable hides from compilers that they are constant: a constant NaN is refused. */
const NUMBER = `var<private> nothing: u32;
fn number(bits: u32) -> f32 { return bitcast<f32>(bits ^ nothing); }
`;
