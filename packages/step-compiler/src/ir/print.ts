/** Graphs, tasks and plans as text that a person can read. */
import { isWhole, type View } from "./access";
import { argumentsOf, sizeOf, type Graph, type MapFunction, type Node, type Product } from "./graph";
import type { Access, Contraction, Instruction, Kernel, Loop, Plan } from "./plan";
import { lifetimesOf } from "./lifetimes";
import type { Operand, TaskGraph, ValueId } from "./tasks";

/** Prints one line for each node: %3 [128,400] = add %2 %1. */
export function printGraph({ nodes, outputs }: Graph): string {
  const lines = nodes.map((node, id) => `%${id} [${node.shape}] = ${operation(node)}`);
  return [...lines, ...Object.entries(outputs).map(([name, id]) => `${name} = %${id}`)].join("\n");
}

function operation(node: Node): string {
  const args = argumentsOf(node).map((id) => `%${id}`).join(" ");
  switch (node.op) {
    case "input": return `input ${node.name}`;
    case "constant": return `constant ${typeof node.data === "number" ? numeral(node.data) : "array"}`;
    case "map": return `${node.fn} ${args}`;
    case "expand": return `expand ${args}`;
    case "reduce": return `${node.combine} ${args} over axes ${node.axes.join()}`;
    case "contract": return `contract ${args}: ${node.parts.map(product).join(" and ")}`;
    case "reshape": return `reshape ${args}`;
    case "transpose": return `transpose ${args} to axes ${node.axes.join()}`;
    case "slice": return `slice ${args} from [${node.begin}]`;
    case "assemble": return `assemble ${node.pieces.map(({ arg, begin }) => `%${arg} at [${begin}]`).join(", ")}`;
    default: return node satisfies never;
  }
}

/**
 * Prints one line for each task: a map is `value = fn operands`; an operand is %value{offset: size×stride …}, or %value if it
 * is read whole.
 */
export function printTasks({ values, tasks, aliases }: TaskGraph): string {
  const name = (value: ValueId): string => `%${value}`;
  const seen = ({ offset, axes }: View): string =>
    `{${offset > 0 ? `${offset}: ` : ""}${axes.map(({ size, stride }) => `${size}×${stride}`).join(" ")}}`;
  const viewed = (value: ValueId, view: View): string =>
    name(value) + (isWhole(view, values[value]!.size) ? "" : seen(view));
  const operand = (each: Operand): string => (each.kind === "number" ? numeral(each.value) : viewed(each.value, each.view));
  const lines = tasks.map((task): string => {
    const to = `${name(task.value)} ${values[task.value]!.label}`;
    switch (task.kind) {
      case "map": return `${to} = ${task.fn} ${task.args.map(operand).join(" ")}`;
      case "reduce": return `${to}${seen(task.to)} = ${task.combine} ${operand(task.arg)}`;
      case "copy": return `${to}${seen(task.to)} = ${operand(task.arg)}`;
      case "contract": return `${to} = contract ${name(task.left)} ${name(task.right)}: ${task.parts.map(product).join(" and ")}`;
      default: return task satisfies never;
    }
  });
  return [...lines, ...Array.from(aliases, ([value, state]) => `${name(value)} is stored in ${values[state]!.label}`)].join("\n");
}

const numeral = (x: number): string => String(Number(x.toPrecision(6)));
const sizes = (axes: readonly { readonly size: number }[]): string => axes.map(({ size }) => size).join("·") || "1";
const product = ({ rows, columns, inner }: Product): string =>
  `[${sizes(rows)}, ${sizes(inner)}] × [${sizes(inner)}, ${sizes(columns)}]`;

/** Prints the kernels, storages and totals of a plan. */
export function printPlan(plan: Plan): string {
  const { storages, kernels, constants } = plan;
  const names = namesOf(plan);
  const lifetimes = lifetimesOf(kernels);
  const lasting = new Set([...Object.values(plan.inputs), ...Object.values(plan.outputs), ...constants.map(({ storage }) => storage)]);
  const lines = kernels.map((kernel, at) => `${at}: ${printKernel(kernel, names)}`);
  const places = storages.map(({ size, offset }, id) => {
    const life = lifetimes.get(id);
    const lives = lasting.has(id) ? "always" : life ? `${life.first}–${life.last}` : "never";
    return `${names[id]}: ${size} at ${offset}, ${lives}`;
  });
  return [...lines, "", ...places, "", printTotals(plan)].join("\n");
}

export interface PlanTotals {
  readonly kernels: number;
  readonly contractions: number;
  /** The size of the arena in bytes. */
  readonly arena: number;
  /** The bytes that all storages would need without sharing memory. */
  readonly storages: number;
  /** Floating-point operations of one step: two for each multiply-add, one for each function of each element. */
  readonly flops: number;
}

/** Returns the number of kernels, the memory and the floating-point operations of a plan. */
export function totalsOf({ kernels, arena, storages }: Plan): PlanTotals {
  return {
    kernels: kernels.length,
    contractions: kernels.filter(({ kind }) => kind === "contraction").length,
    arena: 4 * arena,
    storages: 4 * storages.reduce((sum, { size }) => sum + size, 0),
    flops: kernels.reduce((sum, kernel) => sum + flopsOf(kernel), 0),
  };
}

function flopsOf(kernel: Kernel): number {
  const loopFlops = ({ dims, body, stores }: Loop): number => sizeOf(dims) *
    (body.filter(({ kind }) => kind === "map").length + stores.filter(({ combine }) => combine !== "set").length);
  if (kernel.kind === "loop") return loopFlops(kernel);
  const count = (axes: readonly { readonly size: number }[]) => sizeOf(axes.map(({ size }) => size));
  const products = kernel.parts.reduce((sum, { rows, columns, inner }) => sum + 2 * count(rows) * count(columns) * count(inner), 0);
  return products + (kernel.epilogue ? loopFlops(kernel.epilogue) : 0);
}

function printTotals(plan: Plan): string {
  const { kernels, contractions, arena, storages, flops } = totalsOf(plan);
  return `${kernels} kernels, ${contractions} of them contractions; ${kilobytes(arena)} of ${kilobytes(storages)}; `
    + `${numeral(flops / 1e6)} MFLOP`;
}

const kilobytes = (bytes: number): string => `${numeral(bytes / 1000)} kB`;

/** Returns the labels of storages, numbered if several storages have the same one. */
function namesOf({ storages }: Plan): string[] {
  const seen = new Map<string, number>();
  return storages.map(({ label }) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count > 1 ? `${label}#${count}` : label;
  });
}

function printKernel(kernel: Kernel, names: readonly string[]): string {
  return kernel.kind === "loop" ? printLoop(kernel, names) : printContraction(kernel, names);
}

function printContraction({ left, right, out, parts, epilogue, storesProduct }: Contraction, names: readonly string[]): string {
  const to = storesProduct ? ` → ${names[out]}` : "";
  const line = `product ${names[left]} × ${names[right]}: ${parts.map(product).join(" and ")}${to}`;
  return epilogue ? `${line}\n  then ${printLoop(epilogue, names)}` : line;
}

/** Values that are used more than once get a name first. */
function printLoop({ dims, body, stores }: Loop, names: readonly string[]): string {
  const uses = body.map(() => 0);
  for (const each of body) if (each.kind === "map") for (const arg of each.args) uses[arg]!++;
  for (const { value } of stores) uses[value]!++;
  const place = (access: Access): string => `${names[access.storage]}${strides(access, dims)}`;
  const lines: string[] = [];
  const texts: string[] = [];
  for (const [at, instruction] of body.entries()) {
    const text = expression(instruction, texts, place);
    const named = instruction.kind === "map" && uses[at]! > 1;
    texts.push(named ? `t${at}` : text);
    if (named) lines.push(`t${at} = ${withoutBrackets(text)}`);
  }
  for (const { value, to, combine } of stores) {
    const text = withoutBrackets(texts[value]!);
    lines.push(`${place(to)} = ${combine === "set" ? text : `${combine} of ${text}`}`);
  }
  return `loop [${dims}]\n${lines.map((line) => `    ${line}`).join("\n")}`;
}

/** Returns nothing for an array that is read or written in order, otherwise offset and strides. */
function strides({ offset, strides }: Access, dims: readonly number[]): string {
  const inOrder = strides.every((stride, axis) => dims[axis] === 1 || stride === sizeOf(dims.slice(axis + 1)));
  if (inOrder && offset === 0) return "";
  return `{${offset > 0 ? `${offset}+` : ""}${strides.join()}}`;
}

const SYMBOLS: Partial<Record<MapFunction, string>> = { add: "+", sub: "−", mul: "·", div: "/" };

function expression(instruction: Instruction, texts: readonly string[], place: (access: Access) => string): string {
  switch (instruction.kind) {
    case "load": return place(instruction.from);
    case "constant": return numeral(instruction.value);
    case "product": return "product";
    case "map": {
      const args = instruction.args.map((arg) => texts[arg]!);
      const symbol = SYMBOLS[instruction.fn];
      return symbol ? `(${args[0]} ${symbol} ${args[1]})` : `${instruction.fn}(${args.map(withoutBrackets).join(", ")})`;
    }
    default: return instruction satisfies never;
  }
}

/** Drops the pair of brackets that encloses the whole text. */
function withoutBrackets(text: string): string {
  if (!text.startsWith("(")) return text;
  let depth = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === "(") depth++;
    if (letter === ")" && --depth === 0) return at === text.length - 1 ? text.slice(1, -1) : text;
  }
  return text;
}
