/** Makes a model of a program's step: the engine trains, saves and shows it as it does any other model. */
import { int, real, type HyperparameterValues } from "../core/model/hyperparameters";
import type { Model, NoiseSpec, Objective, Term } from "../core/model/model";
import type { Initialiser, Layer, NetworkSpec, Networks, Role } from "../core/model/network";
import { adam, rmsProp, type Optimiser } from "../core/model/optimiser";
import type { StandardNormalPrior } from "../core/model/prior";
import type { Scalar, Tensor, Tensor2D, Tf } from "../core/model/tf";
import { PythonProblem } from "../python/problem";
import { evaluate, unsupportedIn, type Leaves } from "./evaluate";
import { sizeOf } from "../core/model/parameters";
import { constantOf, inOrder, type Node, type Start, type Stored } from "./graph";
import type { OptimiserRecord } from "./recorder";
import type { TracedObjective, TracedProgram } from "./trace";

const NOWHERE = { from: 0, to: 0 };
const refuse = (reason: string, { span }: { readonly span: Node["span"] } = { span: NOWHERE }) => new PythonProblem({ kind: "value", callee: "training", reason }, span);

/** The name of a parameter in its layer: each parameter or buffer of a program is a layer of its own, which returns it. */
const VALUE = "value";

/** Returns "encoder" and "hidden.0.weight". */
function placeOf({ name }: Stored): { readonly network: string; readonly layer: string } {
  const [network = "", ...path] = name.split(".");
  return { network, layer: path.join(".") || VALUE };
}

function initialiserOf({ start, name }: Stored): Initialiser {
  switch (start.kind) {
    case "constant": return start.value === 0 ? { kind: "zeros" } : start.value === 1 ? { kind: "ones" } : { kind: "constant", value: start.value };
    case "normal":
      if (start.mean === 0 && start.deviation === 1) return { kind: "normal" };
      break;
    case "uniform":
      if (start.from === -start.to) return { kind: "fanIn", fanIn: start.to ** -2 };
      break;
    default: start satisfies never;
  }
  throw refuse(`The first values of ${name} have a distribution that is not supported: ${describeStart(start)}.`);
}

const describeStart = (start: Start): string => (start.kind === "normal" ? `N(${start.mean}, ${start.deviation}²)` : start.kind === "uniform" ? `U(${start.from}, ${start.to})` : String(start.value));

/** A layer that returns its parameter. Called with a tensor of another shape than the batch's, it takes that as the parameter's next value. */
const layerOf = (stored: Stored): Layer => ({
  parameters: { [VALUE]: { shape: stored.shape, init: initialiserOf(stored), trainable: stored.trainable } },
  apply(_, { [VALUE]: value }, next, { update }) {
    if (!stored.trainable && next !== READ) update(VALUE, next);
    return value as Tensor2D; // layers return rows, and this one any tensor: only this file calls it
  },
});

/** Reads a buffer without changing it. */
const READ = {} as Tensor2D; // never used as a tensor

const ROLES: readonly (readonly [RegExp, Role])[] = [[/enc/i, "encoder"], [/critic/i, "critic"], [/disc|^d$/i, "discriminator"], [/gen|^g$/i, "generator"], [/prior/i, "prior"]];
const roleOf = (network: string): Role => ROLES.find(([pattern]) => pattern.test(network))?.[1] ?? "decoder";

function networksOf(stored: readonly Stored[]): Readonly<Record<string, NetworkSpec>> {
  const networks: Record<string, { role: Role; widths: number[]; layers: Record<string, Layer> }> = {};
  for (const one of stored) {
    const { network, layer } = placeOf(one);
    const spec = networks[network] ??= { role: roleOf(network), widths: [], layers: {} };
    spec.layers[layer] = layerOf(one);
    if (one.shape.length === 2) spec.widths.push(...(spec.widths.length === 0 ? [one.shape[1]!] : []), one.shape[0]!);
  }
  return networks;
}

const optimiserOf = ({ kind, beta1, beta2, epsilon }: OptimiserRecord): Optimiser =>
  (kind === "Adam" ? adam({ beta1, beta2, epsilon }) : rmsProp({ decay: beta2, epsilon }));

/** Returns the networks whose trainable parameters the optimiser has: all of them, or none. */
function minimisedBy({ parameters }: OptimiserRecord, stored: readonly Stored[]): readonly string[] {
  const names = [...new Set(parameters.map((one) => placeOf(one).network))];
  const missing = stored.find((one) => one.trainable && names.includes(placeOf(one).network) && !parameters.includes(one));
  if (missing) throw refuse(`An optimiser has only a part of ${placeOf(missing).network}: ${missing.name} is missing.`);
  return names;
}

interface Summand {
  readonly node: Node;
  readonly factor: number;
}

/** Returns the terms of a loss: its summands, down to those that have a name. */
function summandsOf(node: Node, names: ReadonlyMap<Node, string>, factor = 1, isWhole = true): readonly Summand[] {
  const [a, b] = node.inputs;
  const within = (one: Node, by: number) => summandsOf(one, names, by, false);
  if (isWhole || !names.has(node)) {
    if (node.operation === "add") return [...within(a!, factor), ...within(b!, factor)];
    if (node.operation === "sub") return [...within(a!, factor), ...within(b!, -factor)];
    const [left, right] = [constantOf(a), constantOf(b)];
    if (node.operation === "mul" && left !== null) return within(b!, factor * left);
    if (node.operation === "mul" && right !== null) return within(a!, factor * right);
  }
  return [{ node, factor }];
}

const noiseName = ({ leaf }: Node): string => `draw${leaf?.kind === "draw" ? leaf.index : ""}`;

function noiseSpec(draw: Node): NoiseSpec {
  const { leaf, shape } = draw;
  if (leaf?.kind !== "draw") throw new Error("It is no draw.");
  const [rows = 1, ...rest] = shape;
  const [count, width] = [rows, sizeOf(rest)];
  switch (leaf.draw.kind) {
    case "normal": return { shape: [count, width], purpose: "eps" };
    case "uniform": return { shape: [count, width], purpose: "augment", distribution: { kind: "uniform" } };
    case "categorical": return { shape: [leaf.isHot ? sizeOf(shape) / leaf.draw.classes : sizeOf(shape), leaf.draw.classes], purpose: "z", distribution: { kind: "categorical" } };
    case "dropout": return { shape: [count, width], purpose: "dropout", distribution: leaf.draw };
    default: return leaf.draw satisfies never;
  }
}

/** Returns one-hot rows as indices, [rows]. */
function indices(tf: Tf, rows: Tensor2D): Tensor {
  const [, classes] = rows.shape;
  return tf.sum(tf.mul(rows, tf.tensor2d([Array.from({ length: classes }, (_, k) => k)])), 1);
}

interface LeafValues {
  readonly networks: Networks;
  readonly images: Tensor2D;
  readonly labels: Tensor2D;
  drawn(draw: Node): Tensor2D;
}

const leavesOf = (tf: Tf, { networks, images, labels, drawn }: LeafValues): Leaves => (leaf, node) => {
  switch (leaf.kind) {
    case "stored": {
      const { network, layer } = placeOf(leaf.stored);
      return networks[network]![layer]!(READ);
    }
    case "batch": return leaf.of === "images" ? images : leaf.of === "classes" ? labels : indices(tf, labels);
    case "draw": return tf.reshape(leaf.draw.kind === "categorical" && !leaf.isHot ? indices(tf, drawn(node)) : drawn(node), [...node.shape]);
    default: throw refuse("A step uses batches of a DataLoader, not all images.", node);
  }
};

/** N(0, I). Training need not bring codes there. */
const noise: StandardNormalPrior = {
  kind: "standard-normal", imposed: false,
  logDensity: (tf, _, z) => tf.sub(tf.mul(tf.sum(tf.square(z), 1), -0.5), (z.shape[1] * Math.log(2 * Math.PI)) / 2),
  klFrom: (tf, { mu, logVar }) => tf.mean(tf.sum(tf.mul(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)), 0.5), 1)),
};

/** Returns a graph for another number of rows: all nodes that depend on `draw`, which has `rows` of them. */
function withRows(root: Node, draw: Node, count: number): Node {
  const [rows] = draw.shape;
  const made = new Map<Node, Node>();
  for (const node of inOrder([root])) {
    const inputs = node.inputs.map((input) => made.get(input)!);
    const depends = node === draw || inputs.some((input, i) => input !== node.inputs[i]);
    made.set(node, depends ? { ...node, inputs, shape: node.shape[0] === rows ? [count, ...node.shape.slice(1)] : node.shape } : node);
  }
  return made.get(root)!;
}

const PIXELS = 784;

/** Returns what the program draws images with: the draw that is the code, and the images. Null if it draws none, or from several draws. */
function decoderOf(pictures: Node | null): { readonly draw: Node; readonly pictures: Node } | null {
  const draws = pictures ? inOrder([pictures]).filter(({ leaf }) => leaf?.kind === "draw" && leaf.draw.kind === "normal") : [];
  const [draw] = draws;
  if (!pictures || !draw || draws.length > 1 || draw.shape.length !== 2 || unsupportedIn([pictures])) return null;
  return sizeOf(pictures.shape) === draw.shape[0]! * PIXELS ? { draw, pictures } : null;
}

/** A program's model, with the values of its settings. */
export interface ProgramModel {
  readonly model: Model;
  readonly settings: HyperparameterValues;
}

/** Returns the model of a program. Throws a `PythonProblem` if the engine cannot train it. */
export function modelOf(program: TracedProgram): ProgramModel {
  const { objectives, stored, batchSize, draws, names, pictures } = program;
  const unsupported = unsupportedIn(objectives.flatMap(({ losses }) => losses));
  if (unsupported) throw refuse(`${unsupported.operation} has no rule yet, so the program cannot be trained.`, unsupported);
  const twice = objectives.flatMap(({ optimiser }) => optimiser.parameters).find((one, i, all) => all.indexOf(one) !== i);
  if (twice) throw refuse(`Two optimisers have ${twice.name}: give each parameter to one.`);
  const networks = networksOf(stored);
  const decoder = decoderOf(pictures);
  const lr = objectives[0]!.optimiser.rate;
  const used = new Set<string>();
  const made = objectives.map((objective, i) => objectiveOf(objective, { stored, names, used, lr, index: i }));
  const model: Model = {
    id: "program", menu: "vae", prior: noise, conditional: false,
    source: { text: "", url: "" },
    hyperparameters: {
      batch: int(batchSize, batchSize, batchSize, { symbol: "B", unit: "images" }), lr: real(0, 1, lr, { symbol: "\\eta", live: true }),
      latent: int(1, 128, decoder?.draw.shape[1] ?? 1, { symbol: "d", unit: "dimensions" }),
    },
    optimiser: optimiserOf(objectives[0]!.optimiser),
    symbols: [],
    networks: () => networks,
    noise: () => Object.fromEntries(draws.map((draw) => [noiseName(draw), noiseSpec(draw)])),
    objectives: made,
    decode(tf, bound, { z }) {
      if (!decoder) throw refuse("The program draws no images from a code.");
      const [rows] = z.shape;
      const images = withRows(decoder.pictures, decoder.draw, rows);
      const leaves = leavesOf(tf, { networks: bound, images: z, labels: z, drawn: () => z });
      return tf.reshape(evaluate(tf, [images], leaves)[0]!, [rows, PIXELS]);
    },
  };
  return { model, settings: { batch: batchSize, lr, latent: decoder?.draw.shape[1] ?? 1 } };
}

interface Within {
  readonly stored: readonly Stored[];
  readonly names: TracedProgram["names"];
  /** The ids of terms so far. */
  readonly used: Set<string>;
  readonly lr: number;
  readonly index: number;
}

function objectiveOf({ optimiser, losses, repeats, buffers, clip }: TracedObjective, { stored, names, used, lr, index }: Within): Objective<readonly Tensor[], HyperparameterValues> {
  const summands = losses.flatMap((loss) => summandsOf(loss, names));
  const minimises = minimisedBy(optimiser, stored);
  const own = buffers.filter((one) => minimises.includes(placeOf(one.stored).network));
  const id = `loss-${index + 1}`;
  const terms = summands.map(({ node, factor }, i): Term<readonly Tensor[], HyperparameterValues> => {
    const name = names.get(node) ?? `${id}-${i + 1}`;
    const term = used.has(name) ? `${name}-${index + 1}` : name;
    used.add(term);
    return {
      id: term, tex: `\\text{${term}}`, unit: "none", source: "",
      value: (_, values) => values[i]! as Scalar,
      ...(factor === 1 ? {} : { weight: { tex: String(factor), value: () => factor } }),
    };
  });
  return {
    id, tex: "\\mathcal{L}", minimises, terms, optimiser: optimiserOf(optimiser),
    ...(optimiser.rate === lr ? {} : { rate: () => optimiser.rate / lr }),
    ...(repeats === 1 ? {} : { repeats: () => repeats }),
    ...(clip === null ? {} : { clip: () => clip }),
    forward(tf, { networks, batch, noise: drawn }) {
      const leaves = leavesOf(tf, { networks, images: batch.x, labels: batch.y, drawn: (draw) => drawn[noiseName(draw)]! });
      const values = evaluate(tf, [...summands.map(({ node }) => node), ...own.map(({ value }) => value)], leaves);
      own.forEach(({ stored: buffer }, i) => {
        const { network, layer } = placeOf(buffer);
        networks[network]![layer]!(values[summands.length + i] as Tensor2D);
      });
      return values;
    },
  };
}
