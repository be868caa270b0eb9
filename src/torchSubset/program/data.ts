/** `torchvision.datasets` and `torch.utils.data`: MNIST, and loaders of batches. Of each loader a program gets a few batches, from which the step is read. */
import { Builtin } from "../python/functions";
import { Tuple } from "../python/sequences";
import { signature } from "../python/signature";
import { asInteger, asNumber, LeaveLoops, PythonObject, Refusal, type Interpreter, type Value } from "../python/values";
import { sizeOf } from "../../core/model/parameters";
import { constantOf, inOrder, type Node } from "./graph";
import { recorderOf } from "./recorder";
import { constant, elementwise, leaf, made, reshape, type Recorded } from "./nodes";
import { datasetRows } from "./datasetRows";
import { tensorFrom, TensorValue } from "./tensor";

export const IMAGES = 60_000;
const PIXELS = 784;
/** A recorded epoch has so many batches: at least two steps of models that take up to twelve for a step. */
export const RECORDED_BATCHES = 24;

/** What prepares an image: ToTensor and Normalize, applied to all images at once, [60000,1,28,28]. */
class Transform extends PythonObject {
  readonly typeName: string;
  readonly apply: (images: Node, interpreter: Interpreter) => Node;
  constructor(name: string, apply: (images: Node, interpreter: Interpreter) => Node) {
    super();
    this.typeName = name;
    this.apply = apply;
  }
}

const toTensor = new Transform("ToTensor", (images, interpreter) => elementwise("div", [reshape(images, [IMAGES, 1, 28, 28], interpreter), constant(255, interpreter)], interpreter));

const transformFrom = (value: Value): Transform => {
  if (value instanceof Transform) return value;
  throw new Refusal({ kind: "unsupported", what: "transforms other than ToTensor, Normalize and Compose" });
};

/** Returns the one number of a grey image's channel, given as (0.5,). */
function ofChannel(value: Value, interpreter: Interpreter): number {
  const [first, ...others] = typeof value === "number" || typeof value === "bigint" ? [value] : interpreter.list(value);
  if (first === undefined || others.length > 0) throw new Refusal({ kind: "value", callee: "Normalize", reason: "MNIST has one channel, so there is one number: (0.5,)." });
  return asNumber(first, "Normalize");
}

/** `torchvision.transforms`. */
export const transforms: ReadonlyMap<string, Value> = new Map([
  ["ToTensor", new Builtin("ToTensor", signature(), () => toTensor)],
  ["Normalize", new Builtin("Normalize", signature("mean", "std"), ([mean, std], interpreter) => {
    const [from, by] = [ofChannel(mean!, interpreter), ofChannel(std!, interpreter)];
    return new Transform("Normalize", (images, within) => elementwise("div", [elementwise("sub", [images, constant(from, within)], within), constant(by, within)], within));
  })],
  ["Resize", new Builtin("Resize", signature("size"), ([size], interpreter) => {
    const sides = typeof size === "bigint" ? [size] : interpreter.list(size!);
    if (sides.some((one) => one !== 28n)) throw new Refusal({ kind: "unsupported", what: "transforms.Resize to other sizes than 28" });
    return new Transform("Resize", (images) => images);
  })],
  ["Compose", new Builtin("Compose", signature("transforms"), ([parts], interpreter) => {
    const all = interpreter.list(parts!).map(transformFrom);
    return new Transform("Compose", (images, within) => all.reduce((result, one) => one.apply(result, within), images));
  })],
]);

class Mnist extends PythonObject {
  readonly typeName = "MNIST";
  readonly #transform: Value;
  constructor(transform: Value) {
    super();
    this.#transform = transform;
  }
  /** Returns all images, prepared, and all labels. */
  tensors(interpreter: Interpreter): readonly Node[] {
    if (this.#transform === null) throw new Refusal({ kind: "value", callee: "DataLoader", reason: "These images are no tensors: give MNIST the argument transform=transforms.ToTensor()." });
    const images = leaf({ kind: "dataset", of: "images" }, [IMAGES, 28, 28], "int", interpreter);
    return [transformFrom(this.#transform).apply(images, interpreter), leaf({ kind: "dataset", of: "labels" }, [IMAGES], "int", interpreter)];
  }
  override getAttribute(name: string, interpreter: Interpreter): Value | undefined {
    if (name === "data") return new TensorValue(leaf({ kind: "dataset", of: "images" }, [IMAGES, 28, 28], "int", interpreter));
    if (name === "targets") return new TensorValue(leaf({ kind: "dataset", of: "labels" }, [IMAGES], "int", interpreter));
    return undefined;
  }
  override attributeNames(): Iterable<string> { return ["data", "targets"]; }
  override length(): number { return IMAGES; }
}

class TensorDataset extends PythonObject {
  readonly typeName = "TensorDataset";
  readonly tensors: readonly Node[];
  constructor(tensors: readonly Node[]) {
    super();
    this.tensors = tensors;
  }
  override length(): number { return this.tensors[0]!.shape[0]!; }
}

class Loader extends PythonObject {
  readonly typeName = "DataLoader";
  readonly #dataset: Value;
  readonly #rows: readonly Node[];
  readonly #isTuple: boolean;
  readonly #size: number;
  #epochs = 0;
  constructor(dataset: Value, rows: readonly Node[], isTuple: boolean, size: number) {
    super();
    this.#dataset = dataset;
    this.#rows = rows;
    this.#isTuple = isTuple;
    this.#size = size;
  }
  override length(interpreter: Interpreter): number { return recorderOf(interpreter).length ?? RECORDED_BATCHES; }
  override getAttribute(name: string): Value | undefined { return name === "dataset" ? this.#dataset : name === "batch_size" ? BigInt(this.#size) : undefined; }
  override attributeNames(): Iterable<string> { return ["dataset", "batch_size"]; }
  override *iterate(interpreter: Interpreter): Iterable<Value> {
    const recorder = recorderOf(interpreter);
    if (this.#epochs++ > 0) {
      recorder.onBatch("again");
      throw new LeaveLoops();
    }
    if (recorder.batchSize !== null && recorder.batchSize !== this.#size) throw new Refusal({ kind: "unsupported", what: "two loaders with different batch sizes" });
    recorder.batchSize = this.#size;
    for (let i = 0; i < RECORDED_BATCHES; i++) {
      const rows = this.#rows.map((node) => new TensorValue(rowsOf(node, this.#size, interpreter)));
      recorder.onBatch("batch");
      recorder.batches++;
      yield this.#isTuple ? new Tuple(rows) : rows[0]!;
    }
    recorder.onBatch("end");
  }
}

/** Returns a batch of a loader's tensor: of MNIST, or of data that the program makes itself. */
function rowsOf(node: Node, size: number, interpreter: Interpreter): Node {
  const recorder = recorderOf(interpreter);
  if (inOrder([node]).some((one) => one.leaf?.kind === "dataset")) return batchOf(node, { size, index: recorder.batches, isLabelled: false }, interpreter);
  const other = recorder.ownData !== null && recorder.ownData !== node;
  if (other || node.shape.length !== 2 || node.dtype !== "float") throw new Refusal({ kind: "unsupported", what: "data other than MNIST and one tensor of points [count, width]" });
  recorder.ownData = node;
  return leaf({ kind: "batch", of: "images", index: recorder.batches }, [size, node.shape[1]!], "float", interpreter);
}

/** The number of training images of each class of MNIST. */
const IN_CLASS = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

const isOrder = (node: Node | undefined): boolean => node?.leaf?.kind === "dataset" && node.leaf.of === "order";

/** Returns k if a mask is `targets[order] == k`; otherwise null. */
function classOf({ operation, inputs: [rows, label] }: Node): number | null {
  const [of, order] = rows?.operation === "gatherRows" ? rows.inputs : [];
  return operation === "equal" && of && datasetOf(of) === "labels" && isOrder(order) ? constantOf(label) : null;
}

/** Returns n if an index chooses from the first n images of each class in a random order; otherwise null. */
function labelledPerClass({ operation, inputs: [chosen] }: Node): number | null {
  if (operation !== "gatherRows" || chosen?.operation !== "concat" || chosen.inputs.length !== IN_CLASS.length) return null;
  const counts = chosen.inputs.map(({ operation: part, inputs: [all], shape, options }, k) =>
    (part === "slice" && options["from"] === 0 && options["step"] === 1 && all!.operation === "ofClass" && all!.options["label"] === k ? shape[0]! : null));
  return counts.every((count) => count === counts[0]) ? counts[0]! : null;
}

datasetRows.order = (count, interpreter) => (count === IMAGES ? leaf({ kind: "dataset", of: "order" }, [IMAGES], "int", interpreter) : null);

/** A program may choose all images of a class from a random order, and a batch of images whose labels it knows. */
datasetRows.of = (node, index, interpreter) => {
  const label = isOrder(node) ? classOf(index) : null;
  if (label !== null) return made("ofClass", [node], [IN_CLASS[label] ?? 0], { options: { label } }, interpreter);
  const perClass = node.shape[0] === IMAGES && !isOrder(node) ? labelledPerClass(index) : null;
  if (perClass === null) return null;
  const recorder = recorderOf(interpreter);
  recorder.labelled = perClass;
  return batchOf(node, { size: index.shape[0]!, index: recorder.batches, isLabelled: true }, interpreter);
};

/** Returns the share p if a node is `images[torch.rand_like(images) < p] = -1`, with its images; otherwise null. */
function missingIn({ operation, inputs: [kept, placed] }: Node): { readonly share: number; readonly images: Node } | null {
  if (operation !== "add" || kept!.operation !== "mul" || placed!.operation !== "mul") return null;
  const [images, observed] = kept!.inputs;
  const [value, hidden] = placed!.inputs;
  const [draw, limit] = hidden!.inputs;
  const share = constantOf(limit);
  const isRandom = hidden!.operation === "less" && draw?.leaf?.kind === "draw" && draw.leaf.draw.kind === "uniform";
  return isRandom && share !== null && constantOf(value) === -1 && observed!.operation === "logicalNot" && observed!.inputs[0] === hidden ? { share, images: images! } : null;
}

/** Returns the dataset that a node only reshapes; null if it is something else. */
const datasetOf = (node: Node): "images" | "labels" | "order" | null => (node.leaf?.kind === "dataset" ? node.leaf.of : node.operation === "reshape" ? datasetOf(node.inputs[0]!) : null);

interface BatchRows {
  readonly size: number;
  readonly index: number;
  /** True if these are the images whose labels are known. */
  readonly isLabelled: boolean;
}

/** Returns a tensor of the whole dataset for the rows of one batch. */
function batchOf(node: Node, of: BatchRows, interpreter: Recorded): Node {
  const { size, index, isLabelled } = of;
  const shape = [size, ...node.shape.slice(1)];
  const refuse = () => new Refusal({ kind: "unsupported", what: "this preparation of the data" });
  if (node.shape[0] !== IMAGES) throw refuse();
  const [first, second] = node.inputs;
  if (node.operation === "div" && first && datasetOf(first) === "images" && constantOf(second) === 255) {
    return reshape(leaf({ kind: "batch", of: "images", index, ...(isLabelled && { isLabelled }) }, [size, PIXELS], "float", interpreter), shape, interpreter);
  }
  const missing = missingIn(node);
  if (missing && datasetOf(missing.images.inputs[0] ?? missing.images) === "images") {
    recorderOf(interpreter).missing = missing.share;
    return batchOf(missing.images, of, interpreter);
  }
  const source = datasetOf(node);
  if (source === "labels") return leaf({ kind: "batch", of: "labels", index, ...(isLabelled && { isLabelled }) }, [size], "int", interpreter);
  if (node.operation === "reshape" && sizeOf(first!.shape.slice(1)) === sizeOf(shape.slice(1)) && first!.shape[0] === IMAGES) return reshape(batchOf(first!, of, interpreter), shape, interpreter);
  if (source !== null || node.leaf) throw refuse();
  const rows = node.inputs.map((input) => (input.shape[0] === IMAGES ? batchOf(input, of, interpreter) : input));
  return made(node.operation, rows, shape, { options: node.options, dtype: node.dtype }, interpreter);
}

export const datasets: ReadonlyMap<string, Value> = new Map([
  ["MNIST", new Builtin("MNIST", signature("root", ["train", true], ["transform", null], ["download", false]), ([, , transform]) => new Mnist(transform!))],
]);

export const utilsData: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["TensorDataset", new Builtin("TensorDataset", signature("*tensors"), ([tensors]) => new TensorDataset((tensors as Tuple).items.map((one) => tensorFrom("TensorDataset", one))))],
  ["DataLoader", new Builtin("DataLoader", signature("dataset", ["batch_size", 1n], ["shuffle", false], ["drop_last", false], ["num_workers", 0n], ["pin_memory", false]), ([dataset, size], interpreter) => {
    const rows = asInteger(size!, "DataLoader");
    if (rows < 1 || rows > 512) throw new Refusal({ kind: "value", callee: "DataLoader", reason: "A batch has 1 to 512 images here." });
    if (dataset instanceof Mnist) return new Loader(dataset, dataset.tensors(interpreter), true, rows);
    if (dataset instanceof TensorDataset) return new Loader(dataset, dataset.tensors, true, rows);
    return new Loader(dataset!, [tensorFrom("DataLoader", dataset!)], false, rows);
  })],
]);
