/** The modules that a program can import, without their parts that are written in Python (`library.ts`). */
import { Module } from "../python/classes";
import { Builtin } from "../python/functions";
import type { Tuple } from "../python/sequences";
import { signature } from "../python/signature";
import { asNumber, asText, ofNumber, PythonObject, Refusal, type Interpreter, type Value } from "../python/values";
import { autograd, initialisers } from "./autograd";
import { datasets, transforms, utilsData } from "./data";
import { functionalFunctions, torchCuda, torchFunctions } from "./functions/tables";
import type { Node } from "./graph";
import { nn, nnUtils } from "./modules";
import { constant, elementwise } from "./nodes";
import { gradientUtils, optim } from "./optimisers";
import { boundsOf } from "./ranges";
import { recorderOf } from "./recorder";
import { TensorValue } from "./tensor";

/** A function that draws a picture: it does nothing here. */
class Ignored extends PythonObject {
  readonly typeName = "function";
  override call(): Value { return null; }
}

const ignored = (...names: readonly string[]) => new Map<string, Value>(names.map((name) => [name, new Ignored()]));

/**
 * Images in [0, 1], as `save_image` makes them of others. PyTorch takes the smallest and the largest number of all images, here it is the bounds of the last
 * activation, so that an image does not depend on the others.
 */
function normalized(images: Node, range: Value, interpreter: Interpreter): Node {
  const [low, high] = range === null ? boundsOf(images) ?? [] : interpreter.list(range).map((one) => asNumber(one, "save_image"));
  if (low === undefined || high === undefined) throw new Refusal({ kind: "unsupported", what: "normalize=True of save_image", instead: "end the decoder with tanh or sigmoid, or give value_range" });
  const shifted = elementwise("sub", [images, constant(low, interpreter)], interpreter);
  return elementwise("mul", [shifted, constant(1 / (high - low), interpreter)], interpreter);
}

/** The functions of single numbers that Python's `math` and NumPy share. */
const numbersOf = (module: "math" | "np"): readonly (readonly [string, Value])[] => [
  ["pi", Math.PI], ["e", Math.E],
  ...(["log", "exp", "sqrt", "cos", "sin"] as const).map((name) => [name, new Builtin(name, signature("x"), ([given]) => ofNumber(given!, (x) => {
    const value = Math[name](Number(x));
    if (Number.isNaN(value)) throw new Refusal({ kind: "value", callee: `${module}.${name}`, reason: "math domain error" });
    return value;
  }))] as const),
  ...(["ceil", "floor"] as const).map((name) => [name, new Builtin(name, signature("x"), ([given]) => ofNumber(given!, (x) => BigInt(Math[name](Number(x)))))] as const),
];

/** A function of NumPy that makes arrays: a program has tensors instead, which are part of the step. */
class NotOfNumpy extends PythonObject {
  readonly typeName = "function";
  readonly #name: string;
  readonly #instead: string;
  constructor(name: string, instead: string) {
    super();
    this.#name = name;
    this.#instead = instead;
  }
  override call(): never {
    throw new Refusal({ kind: "unsupported", what: `np.${this.#name}`, instead: this.#instead });
  }
}

/** NumPy's product of numbers that are known before training, such as a shape's. */
const productOf = new Builtin("prod", signature("a"), ([of], interpreter) => {
  const numbers = interpreter.list(of!);
  const product = numbers.reduce<number>((before, one) => before * asNumber(one, "np.prod"), 1);
  return numbers.every((one) => typeof one === "bigint") ? BigInt(product) : product;
});

/** Returns the modules that a program can import, without what is written in Python. */
export function modulesOfTorch(): Map<string, Module> {
  const saved = [["nrow", 8n], ["padding", 2n], ["normalize", false], ["value_range", null], ["scale_each", false], ["pad_value", 0n]] as const;
  const saveImage = new Builtin("save_image", signature("tensor", "fp", ...saved), ([pictures, , , , normalize, range], interpreter) => {
    if (!(pictures instanceof TensorValue)) return null;
    recorderOf(interpreter).pictures = interpreter.truth(normalize!) ? normalized(pictures.node, range!, interpreter) : pictures.node;
    return null;
  });
  const modules: Readonly<Record<string, ReadonlyMap<string, Value>>> = {
    "torch.nn.functional": functionalFunctions,
    "torch.nn.init": initialisers, "torch.autograd": autograd, "torch.distributions": new Map(), "torch.linalg": new Map(), "matplotlib.pyplot": ignored("hist", "scatter", "savefig"), matplotlib: new Map(),
    "torch.nn.utils": new Map([...nnUtils, ...gradientUtils]), "torch.nn": nn, "torch.optim.lr_scheduler": new Map(), "torch.optim": optim, "torch.utils.data": utilsData, "torch.utils": new Map(),
    "torch.cuda": torchCuda, torch: torchFunctions,
    "torchvision.datasets": datasets, "torchvision.transforms": transforms, "torchvision.utils": new Map([["save_image", saveImage]]), torchvision: new Map(),
    argparse: new Map(), tqdm: new Map(), "tqdm.auto": new Map(), "tqdm.notebook": new Map(),
    "__future__": new Map<string, Value>(["print_function", "division", "annotations", "absolute_import", "unicode_literals"].map((name) => [name, true])),
    "os.path": new Map<string, Value>([
      ["exists", new Builtin("exists", signature("path"), () => true)],
      ["join", new Builtin("join", signature("*paths"), ([paths]) => (paths as Tuple).items.map((one) => asText(one, "join")).join("/"))],
    ]),
    os: ignored("makedirs", "mkdir"),
    math: new Map<string, Value>([...numbersOf("math"), ["inf", Infinity]]),
    "numpy.random": new Map<string, Value>([
      ["seed", new Ignored()],
      ...["normal", "randn", "rand", "uniform", "randint", "choice"].map((name) => [name, new NotOfNumpy(`random.${name}`, "use torch.randn, torch.rand or torch.randint")] as const),
    ]),
    numpy: new Map<string, Value>([
      ...numbersOf("np"),
      ["prod", productOf],
      ...["array", "zeros", "ones", "arange", "linspace", "mean", "sum", "stack"].map((name) => [name, new NotOfNumpy(name, `use torch.${name === "array" ? "tensor" : name}`)] as const),
    ]),
  };
  const made = new Map<string, Module>();
  // A module's parts are its attributes: torch.nn of torch.
  for (const [name, attributes] of Object.entries(modules)) {
    const parts = Object.keys(modules).filter((other) => other.startsWith(`${name}.`) && !other.slice(name.length + 1).includes("."));
    made.set(name, new Module(name, new Map<string, Value>([...attributes, ...parts.map((part) => [part.slice(name.length + 1), made.get(part)!] as const)])));
  }
  return made;
}
