/** `torchvision.datasets` and `torch.utils.data`: MNIST, and loaders of batches. Of each loader a program gets a few batches, from which the step is read. */
import { asInteger, Builtin, LeaveLoops, PythonObject, Refusal, signature, Tuple, type Interpreter, type Value } from "../python/values";
import { sizeOf } from "../core/model/parameters";
import { constantOf, type Node } from "./graph";
import { recorderOf } from "./recorder";
import { leaf, made, reshape, tensorFrom, TensorValue } from "./tensor";

const IMAGES = 60_000;
const PIXELS = 784;
/** A recorded epoch has so many batches: at least two steps of models that take up to twelve for a step. */
export const RECORDED_BATCHES = 24;

class Mnist extends PythonObject {
  readonly typeName = "MNIST";
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
  readonly #rows: readonly Node[];
  readonly #isTuple: boolean;
  readonly #size: number;
  #epochs = 0;
  constructor(rows: readonly Node[], isTuple: boolean, size: number) {
    super();
    this.#rows = rows;
    this.#isTuple = isTuple;
    this.#size = size;
  }
  override length(): number { return RECORDED_BATCHES; }
  override *iterate(interpreter: Interpreter): Iterable<Value> {
    const recorder = recorderOf(interpreter);
    if (this.#epochs++ > 0) throw new LeaveLoops();
    if (recorder.batchSize !== null && recorder.batchSize !== this.#size) throw new Refusal({ kind: "unsupported", what: "two loaders with different batch sizes" });
    recorder.batchSize = this.#size;
    for (let i = 0; i < RECORDED_BATCHES; i++) {
      const rows = this.#rows.map((node) => new TensorValue(batchOf(node, this.#size, recorder.batches, interpreter)));
      recorder.batches++;
      yield this.#isTuple ? new Tuple(rows) : rows[0]!;
    }
  }
}

/** Returns the dataset that a node only reshapes; null if it is something else. */
const datasetOf = (node: Node): "images" | "labels" | null => (node.leaf?.kind === "dataset" ? node.leaf.of : node.operation === "reshape" ? datasetOf(node.inputs[0]!) : null);

/** Returns a tensor of the whole dataset for the rows of one batch. */
function batchOf(node: Node, size: number, index: number, interpreter: Interpreter): Node {
  const shape = [size, ...node.shape.slice(1)];
  const refuse = () => new Refusal({ kind: "unsupported", what: "this preparation of the data" });
  if (node.shape[0] !== IMAGES) throw refuse();
  const [first, second] = node.inputs;
  if (node.operation === "div" && first && datasetOf(first) === "images" && constantOf(second) === 255) {
    return reshape(leaf({ kind: "batch", of: "images", index }, [size, PIXELS], "float", interpreter), shape, interpreter);
  }
  const source = datasetOf(node);
  if (source === "labels") return leaf({ kind: "batch", of: "labels", index }, [size], "int", interpreter);
  if (node.operation === "reshape" && sizeOf(first!.shape.slice(1)) === sizeOf(shape.slice(1)) && first!.shape[0] === IMAGES) return reshape(batchOf(first!, size, index, interpreter), shape, interpreter);
  if (source === "images" || node.leaf) throw refuse();
  const rows = node.inputs.map((input) => (input.shape[0] === IMAGES ? batchOf(input, size, index, interpreter) : input));
  return made(node.operation, rows, shape, { options: node.options, dtype: node.dtype }, interpreter);
}

export const datasets: ReadonlyMap<string, Value> = new Map([
  ["MNIST", new Builtin("MNIST", signature("root", ["train", true], ["transform", null], ["download", false]), () => new Mnist())],
]);

export const utilsData: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["TensorDataset", new Builtin("TensorDataset", signature("*tensors"), ([tensors]) => new TensorDataset((tensors as Tuple).items.map((one) => tensorFrom("TensorDataset", one))))],
  ["DataLoader", new Builtin("DataLoader", signature("dataset", ["batch_size", 1n], ["shuffle", false], ["drop_last", false]), ([dataset, size]) => {
    const rows = asInteger(size!, "DataLoader");
    if (rows < 1 || rows > 512) throw new Refusal({ kind: "value", callee: "DataLoader", reason: "A batch has 1 to 512 images here." });
    if (dataset instanceof TensorDataset) return new Loader(dataset.tensors, true, rows);
    return new Loader([tensorFrom("DataLoader", dataset!)], false, rows);
  })],
]);
