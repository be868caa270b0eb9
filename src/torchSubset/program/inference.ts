/** What a program draws from codes, and what it encodes images to, as graphs for any number of rows. */
import { sizeOf } from "../../core/model/parameters";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import { unsupportedIn } from "./evaluate";
import { constantOf, dependsOn, inOrder, type Node } from "./graph";
import { knownNumbers } from "./known";

/** Images that are drawn from codes. */
export interface Sampler {
  /** The codes, [rows,...] of N(0, 1). */
  readonly draw: Node;
  /** The numbers of a code. */
  readonly width: number;
  /** What else is drawn for each row. */
  readonly others: readonly Node[];
  /** The classes that the program asks for, [rows,10] one-hot; null if it asks for none. */
  readonly classes: Node | null;
  /** 784 pixels for each row. */
  readonly pictures: Node;
}

/** Why the page can draw no images with a program. */
export type NotDrawn = "saves-none" | "no-draw" | "draws" | "rows" | "pixels" | "fixed-rows" | "other";

/** The Gaussian that codes of a batch are drawn from, and the draw z = μ + σ·ε: [B,d] each. */
export interface ProgramPosterior {
  readonly mu: Node;
  readonly sigma: Node;
  readonly noise: Node;
  readonly code: Node;
}

/** Returns whether numbers are rows of `CLASSES` with one 1 each. */
const areHot = (numbers: Float32Array): boolean => numbers.every((value) => value === 0 || value === 1)
  && Array.from({ length: numbers.length / CLASSES }, (_, i) => numbers.subarray(CLASSES * i, CLASSES * (i + 1)).reduce((sum, value) => sum + value, 0)).every((sum) => sum === 1);

/** Returns whether a node is one-hot rows of indices that nothing drawn decides. */
function areClasses(node: Node, draw: Node): boolean {
  const { operation, shape, inputs: [indices, numbers] } = node;
  if (shape.length !== 2 || shape[0] !== draw.shape[0] || shape[1] !== CLASSES) return false;
  const known = knownNumbers(node);
  if (known) return areHot(known);
  return operation === "equal" && numbers?.leaf?.kind === "constant" && numbers.leaf.values.every((value, k) => value === k) && !dependsOn(indices!, draw);
}

/** Operations that combine the rows of their inputs one by one. A concatenation does so along other axes than the first. */
const BY_ROWS = new Set(["add", "sub", "mul", "div", "maximum", "minimum", "where", "concat"]);

/** Returns the one row that an operation has `rows` times as an input, such as the time for each image: it can be repeated as often as there are images. Otherwise null. */
function repeatedRow({ operation, options, shape }: Node, input: Node, rows: number): Float32Array | null {
  if (!BY_ROWS.has(operation) || (operation === "concat" && options["axis"] === 0) || input.shape.length !== shape.length || input.shape[0] !== rows) return null;
  const numbers = knownNumbers(input);
  const width = sizeOf(input.shape) / rows;
  return numbers?.every((value, i) => value === numbers[i % width]) ? numbers.slice(0, width) : null;
}

/** Returns whether a node combines what is drawn with rows for each image that are known before and differ: it has no meaning for another number of images. */
const hasFixedRows = (node: Node, drawn: readonly Node[]): boolean => {
  const depends = (one: Node) => drawn.some((draw) => dependsOn(one, draw));
  const [rows] = drawn[0]!.shape;
  return !drawn.includes(node) && depends(node) && node.inputs.some((input) => input.shape.length > 1 && input.shape[0] === rows && !depends(input)
    && inOrder([input]).every(({ leaf }) => leaf?.kind !== "stored") && !repeatedRow(node, input, rows!));
};

/** Returns what the program draws images with, from the one of its draws that is normal with a row for each image; or why it is unknown. */
export function samplerOf(pictures: Node | null): Sampler | NotDrawn {
  if (!pictures) return "saves-none";
  const nodes = inOrder([pictures]);
  const draws = nodes.filter(({ leaf }) => leaf?.kind === "draw");
  const normal = draws.filter(({ leaf, shape }) => leaf?.kind === "draw" && leaf.draw.kind === "normal" && shape.length > 1);
  const codes = normal.length > 1 ? normal.filter(({ shape }) => shape.length === 2) : normal; // noise within a network may have more axes
  const [draw] = codes;
  if (!draw) return normal.length > 0 ? "draws" : "no-draw";
  if (codes.length > 1) return "draws";
  const [rows, ...rest] = draw.shape;
  if (draws.some(({ shape }) => shape[0] !== rows)) return "rows";
  if (sizeOf(pictures.shape) !== rows! * PIXELS) return sizeOf(pictures.shape) % PIXELS === 0 && pictures.shape[0] !== rows ? "rows" : "pixels";
  const hot = nodes.filter((node) => areClasses(node, draw));
  const classes = hot.filter((node) => hot.every((other) => other === node || !dependsOn(other, node)));
  if (nodes.some((node) => hasFixedRows(node, [...draws, ...classes]))) return "fixed-rows";
  if (classes.length > 1 || unsupportedIn([pictures], new Set(classes))) return "other";
  return { draw, width: sizeOf(rest), others: draws.filter((one) => one !== draw), classes: classes[0] ?? null, pictures };
}

/** Returns the Gaussian of the codes: the first μ + σ·ε of these losses where ε is a draw of this width, and μ comes from the images. */
export function posteriorOf(losses: readonly Node[], width: number): ProgramPosterior | null {
  const nodes = inOrder(losses);
  const images = nodes.filter(({ leaf }) => leaf?.kind === "batch" && leaf.of === "images");
  for (const node of nodes) {
    if (node.operation !== "add" || node.shape.length !== 2 || node.shape[1] !== width) continue;
    const [left, right] = node.inputs as readonly [Node, Node];
    for (const [mu, noise] of [[left, right], [right, left]] as const) {
      if (noise.operation !== "mul") continue;
      const draw = noise.inputs.find(({ leaf }) => leaf?.kind === "draw" && leaf.draw.kind === "normal");
      const sigma = noise.inputs.find((one) => one !== draw);
      const isDrawn = (one: Node) => inOrder([one]).some(({ leaf }) => leaf?.kind === "draw"); // a point between noise and image is no code
      if (draw && sigma && images.some((image) => dependsOn(mu, image)) && constantOf(sigma) === null && !isDrawn(mu) && !isDrawn(sigma)) return { mu, sigma, noise: draw, code: node };
    }
  }
  return null;
}

/** Returns these graphs for another number of rows, by their nodes: `inputs` get `count` of them, and so do all that depends on them and the known rows that it is combined with. */
export function withRows(roots: readonly Node[], inputs: readonly Node[], count: number): ReadonlyMap<Node, Node> {
  const [rows] = inputs[0]!.shape;
  const made = new Map<Node, Node>();
  for (const node of inOrder(roots)) {
    const before = node.inputs.map((input) => made.get(input)!);
    const depends = inputs.includes(node) || before.some((input, i) => input !== node.inputs[i]);
    for (const [i, input] of before.entries()) {
      const row = depends && input === node.inputs[i] && input.shape.length > 1 && rows !== count ? repeatedRow(node, input, rows!) : null;
      if (row) before[i] = { ...input, operation: "leaf", inputs: [], options: {}, leaf: { kind: "constant", values: Float32Array.from({ length: count * row.length }, (_, k) => row[k % row.length]!) }, shape: [count, ...input.shape.slice(1)] };
    }
    made.set(node, depends ? { ...node, inputs: before, shape: node.shape[0] === rows ? [count, ...node.shape.slice(1)] : node.shape } : node);
  }
  return made;
}
