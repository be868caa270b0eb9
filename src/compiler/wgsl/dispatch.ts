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
  (work.kind === "tile" ? `tile ${work.element} ${work.size} ${work.declarations}` : `loop ${work.element} ${threadsOf(work)}`);

/** Writes the shader of works with the same key. None may use memory that another one writes. Throws if keys differ. */
export function dispatch(works: readonly Work[]): Dispatch {
  const [first] = works;
  if (!first || works.some((work) => keyOf(work) !== keyOf(first))) throw new Error("Work that cannot share a dispatch");
  const { size, body, workgroups } = works.length === 1 ? first : sideBySide(works);
  const { element } = first;
  const declarations = works.length === 1 ? first.declarations : lines(works.map((work) => work.declarations));
  const functions = [...new Set(works.flatMap((work) => work.functions))].join("\n");
  const { text, places } = withPlaces(`${functions}
${declarations}
@compute @workgroup_size(${size.join(", ")})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) local: vec3u) {
${body}
}
`);
  const code = `@group(0) @binding(0) var<storage, read_write> arena: array<${element}>;
@group(0) @binding(1) var<uniform> places: array<vec4u, ${MAX_PLACES / 4}>;
${text.includes("number(") ? NUMBER : ""}${text}`;
  return { code, places, workgroups };
}

function sideBySide(works: readonly Work[]): Pick<Work, "size" | "body" | "workgroups"> {
  const sameSize = works.every(({ size }) => size.join() === works[0]!.size.join());
  const size = sameSize ? works[0]!.size : [threadsOf(works[0]!), 1] as const;
  const counts = works.map(({ workgroups: [x, y, z] }) => x * y * z);
  const [workgroups, index] = linear(counts.reduce((sum, count) => sum + count, 0));
  let begin = 0;
  const cases = works.map(({ body, size: [wide], workgroups: [x, y] }, at) => {
    const own = `(flat - ${u32(begin)})`;
    begin += counts[at]!;
    return `if (flat < ${u32(begin)}) {
let group = vec3u(${own} % ${u32(x)}, ${own} / ${u32(x)} % ${u32(y)}, ${own} / ${u32(x * y)});
${sameSize ? "" : `let local = vec3u(local.x % ${u32(wide)}, local.x / ${u32(wide)}, 0u);\n`}${body}
}`;
  });
  return { size, workgroups, body: `let flat = ${index};\n${cases.join(" else ")}` };
}

/** Returns the number with these bits. The variable hides from compilers that they are constant: a constant NaN is refused. */
const NUMBER = `var<private> nothing: u32;
fn number(bits: u32) -> f32 { return bitcast<f32>(bits ^ nothing); }
`;
