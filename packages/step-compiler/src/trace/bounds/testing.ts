/** The bounds that every way of running a random program (`../testing.ts`) has to meet. */
import { argumentsOf, sizeOf, type Graph, type Id, type Node } from "../../ir/graph";
import { interpretGraph } from "../../ir/interpret";
import { randomOf, type Program } from "../testing";

/** The value of a result and how far it may be off. */
export interface Bounds {
  readonly value: Float32Array;
  /** Infinite if rounding, or a freedom that the compiler has, decides whether the result is finite. */
  readonly slack: Float64Array;
}

/** The relative rounding error of a float32, and the error of the compiler's functions as a multiple of it. */
const EPSILON = 2 ** -23;
const FUNCTION_ERROR = 5;
/**
 * A smaller result may become 0: 2^−125.5, below which the compiler's exponential is 0, and a little more than the smallest
 * normal number.
 */
const TINY = 1.6626e-38;
const RUNS = 8;

/** What a device may do besides the compiler. */
export interface DeviceFreedoms {
  /** The absolute error that the logarithm of a number near 1 may have besides its relative error. */
  readonly logError: number;
  /** Whether the device may compute anything from an operation whose result is not finite: x/x may be 1 if x is 0. */
  readonly assumesFinite: boolean;
}

const NO_FREEDOMS: DeviceFreedoms = { logError: 0, assumesFinite: false };
/** What takes the place of results that are not finite, in a run each that rounds nothing. */
const ASSUMED = [1, 0, -1, 1000] as const;
/** This run rounds nothing, and x·0 is 0 in it: the compiler may know a zero that rounding hides, such as log 1. */
const ZEROS_RUN = RUNS + ASSUMED.length;
/** The value of a sum that overflows before its last term, by run. */
const OVERFLOWS: Readonly<Record<number, number>> = { 1: NaN, 2: Infinity, 3: -Infinity };

/**
 * Returns the results of the program and the rounding error of each number. It is interpreted several times; each operation
 * that rounds is perturbed at random by the error that the compiler's may have (Monte Carlo arithmetic, Parker 1997): the
 * spread is what reassociated sums, fused multiply-adds and approximated functions can change. The runs also use the freedoms
 * that the compiler documents: x·0 is 0 for constant zeros, results below 2^−125.5 may become 0, zero has no sign, and partial
 * sums may overflow. `freedoms`: those of a device.
 */
export function boundsOf({ recorded, inputs }: Pick<Program, "recorded" | "inputs">, freedoms: DeviceFreedoms = NO_FREEDOMS): Record<string, Bounds> {
  const exact = interpretGraph(recorded, inputs);
  const runs = [...Array.from({ length: RUNS }, (_, run) => perturbed(recorded, inputs, run, freedoms)), perturbed(recorded, inputs, ZEROS_RUN, freedoms)];
  const assumed = freedoms.assumesFinite ? ASSUMED.map((_, at) => perturbed(recorded, inputs, RUNS + at, freedoms)) : [];
  return Object.fromEntries(Object.entries(exact).map(([name, value]) => {
    const slack = new Float64Array(value.length);
    for (const [run, results] of runs.entries()) {
      results[name]!.forEach((other, i) => {
        const x = value[i]!;
        if (Object.is(x, other) || x === other) return;
        const off = Math.abs(x - other);
        // The first two runs bound their freedoms exactly. Random runs rarely meet the worst case, so their differences count
        // eightfold.
        slack[i] = Math.max(slack[i]!, Number.isFinite(off) ? off * (run < 2 ? 1 : 8) : Infinity);
      });
    }
    for (const results of assumed) results[name]!.forEach((other, i) => { if (!Object.is(value[i], other) && value[i] !== other) slack[i] = Infinity; });
    value.forEach((x, i) => { if (Number.isFinite(x)) slack[i]! += 4 * EPSILON * Math.abs(x) + TINY; });
    return [name, { value, slack }];
  }));
}

const EXACT: ReadonlySet<string> = new Set(["neg", "abs", "floor", "max", "min", "step", "greater", "greaterEqual", "equal", "mask"]);

/** Computes the graph with the compiler's freedoms. From the third run on, every result also has a random relative error. */
function perturbed(graph: Graph, inputs: Program["inputs"], run: number, { logError, assumesFinite }: DeviceFreedoms): Record<string, Float32Array> {
  const random = randomOf(run);
  /** Whether this run rounds nothing, except for large terms that cancel. */
  const exactly = run === 0 || run >= RUNS;
  // Two runs have the largest error in one direction, so that a comparison of equal numbers comes out both ways.
  const off = () => (run < 2 || run >= RUNS ? 0 : run === 2 ? 1 : run === 3 ? -1 : random(1 << 16) / (1 << 15) - 1);
  const noise = (share: number) => 1 + off() * share * EPSILON;
  const values: Float32Array[] = [];
  graph.nodes.forEach((node, id) => {
    const args = argumentsOf(node);
    // Each term of a sum may be rounded.
    const sums = node.op === "contract" || (node.op === "reduce" && node.combine === "sum");
    const given = args.map((arg) => (sums ? values[arg]!.map((x) => x * noise(4)) : values[arg]!));
    const local: Node = renumbered(node, args);
    const alone: Graph = {
      nodes: [...args.map((arg, i): Node => ({ op: "input", name: `${i}`, shape: graph.nodes[arg]!.shape })), local], outputs: { out: args.length },
    };
    const named = node.op === "input" ? inputs : Object.fromEntries(given.map((value, i) => [`${i}`, value]));
    let out = interpretGraph(alone, named)["out"]!;
    const inexact = sums || (node.op === "map" && !EXACT.has(node.fn));
    if (inexact) out = out.map((x) => x * noise(FUNCTION_ERROR));
    if (node.op === "map" && node.fn === "log" && logError > 0) out = out.map((x) => (Math.abs(x) < 0.7 ? x + off() * logError : x));
    if (sums) {
      // Terms may be added in any order: if their absolute values overflow, a partial sum may, too.
      const sizes = interpretGraph(alone, Object.fromEntries(given.map((value, i) => [`${i}`, value.map(Math.abs)])))["out"]!;
      out = out.map((x, i) => {
        const size = sizes[i]!;
        if (run === 0 && Math.abs(x) < EPSILON * size) return 0; // large terms that cancel may have swallowed the small ones
        return size > 3.4e38 && run in OVERFLOWS ? OVERFLOWS[run]! : x + (run < 2 || !Number.isFinite(size) ? 0 : (noise(4) - 1) * size);
      });
    }
    if (node.op === "map" || sums) {
      const zeros = (exactly && run !== ZEROS_RUN) || run % 2 === 1 ? undefined : zeroFactors(node, graph, values);
      // Signs of zeros are chosen last, because −0 + 0 is 0.
      out = out.map((x, i) => {
        const isZero = x === 0 || zeros?.[i] || (inexact && !exactly && run % 2 === 1 && Math.abs(x) < TINY);
        if (!isZero) return x;
        if (run < 2 || exactly) return x === 0 ? x : 0;
        return run === 2 || (run > 3 && random(2)) ? 0 : -0;
      });
    }
    const instead = ASSUMED[run - RUNS];
    values[id] = assumesFinite && instead !== undefined && node.op !== "input" ? out.map((x) => (Number.isFinite(x) ? x : instead)) : out;
  });
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, id]) => [name, values[id]!]));
}

/**
 * Returns, for each element, whether a factor or a dividend is 0, so that the compiler may know that the result is 0; for a
 * product of matrices, all elements or none.
 */
function zeroFactors(node: Node, graph: Graph, values: readonly Float32Array[]): readonly boolean[] | undefined {
  if (node.op === "contract") {
    const zero = [node.left, node.right].some((arg) => values[arg]!.every((x) => x === 0));
    return zero ? Array<boolean>(sizeOf(node.shape)).fill(true) : undefined;
  }
  if (node.op !== "map" || (node.fn !== "mul" && node.fn !== "div")) return undefined;
  const zeros = node.args.slice(0, node.fn === "div" ? 1 : 2).map((arg) => {
    const { shape } = graph.nodes[arg]!;
    const expanded: Graph = { nodes: [{ op: "input", name: "x", shape }, { op: "expand", arg: 0, shape: node.shape }], outputs: { x: 1 } };
    return interpretGraph(expanded, { x: values[arg]! })["x"]!;
  });
  return Array.from({ length: sizeOf(node.shape) }, (_, i) => zeros.some((each) => each[i] === 0));
}

function renumbered(node: Node, args: readonly Id[]): Node {
  const place = (id: Id) => args.indexOf(id);
  switch (node.op) {
    case "input": case "constant": return node;
    case "map": return { ...node, args: node.args.map(place) };
    case "contract": return { ...node, left: place(node.left), right: place(node.right) };
    case "assemble": return { ...node, pieces: node.pieces.map(({ arg, begin }) => ({ arg: place(arg), begin })) };
    default: return { ...node, arg: place(node.arg) };
  }
}

/**
 * Returns how many numbers are determined and how many are free, and describes the first one that differs from the program's
 * result.
 */
export function compare(expected: Record<string, Bounds>, actual: (name: string) => ArrayLike<number>) {
  let [compared, free] = [0, 0];
  let wrong: string | undefined;
  for (const [name, { value, slack }] of Object.entries(expected)) {
    const found = actual(name);
    value.forEach((x, i) => {
      if (slack[i] === Infinity) return void free++;
      compared++;
      const y = found[i]!;
      const same = Object.is(x, y) || x === y || Math.abs(x - y) <= slack[i]!;
      if (!same) wrong ??= `${name}[${i}] is ${y}, and should be ${x} ± ${slack[i]}`;
    });
  }
  return { compared, free, wrong };
}
