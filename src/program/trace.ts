/**
 * Executes a PyTorch program and reads off what one training step computes. The program sees a few batches; the updates that it makes with them repeat,
 * and the shortest repetition is the step.
 */
import { ProgramInterpreter } from "../python/interpreter";
import { parse } from "../python/parse";
import { PythonProblem } from "../python/problem";
import type { Span } from "../python/syntax";
import { Builtin, Instance, Module, PythonObject, Refusal, signature, type Value } from "../python/values";
import { autograd, initialisers } from "./autograd";
import { datasets, transforms, utilsData } from "./data";
import { functionalFunctions, torchCuda, torchFunctions } from "./functions";
import { constantOf, inOrder, type Node, type Stored } from "./graph";
import { addLibrary } from "./library";
import { nn, nnUtils, storedIn } from "./modules";
import { optim } from "./optimisers";
import { structureOf } from "./structure";
import { record, recorderOf, type OptimiserRecord } from "./recorder";
import { TensorValue } from "./tensor";

/** A loss that one optimiser minimises in a step. */
export interface TracedObjective {
  readonly optimiser: OptimiserRecord;
  readonly losses: readonly Node[];
  /** The number of updates in one step, each with a batch of its own. */
  readonly repeats: number;
  /** The next values of buffers that its forward pass changes. */
  readonly buffers: readonly { readonly stored: Stored; readonly value: Node }[];
  /** The bound ± to which the program clamps its parameters after an update; null: it does not. */
  readonly clip: number | null;
}

export interface TracedProgram {
  readonly batchSize: number;
  readonly objectives: readonly TracedObjective[];
  /** All parameters and buffers, by module. */
  readonly stored: readonly Stored[];
  /** The draws of a step in their order. */
  readonly draws: readonly Node[];
  /** The name of the variable that first got each scalar. */
  readonly names: ReadonlyMap<Node, string>;
  /** The images that the program saves; null if it saves none. */
  readonly pictures: Node | null;
  /** Data that the program makes itself, one row for each example; null: MNIST. */
  readonly ownData: Node | null;
  /** The share of pixels that the program hides in all images; null: it hides none. */
  readonly missing: number | null;
  /** The number of images of each class whose labels a semi-supervised program knows; null: it is none. */
  readonly labelled: number | null;
}

/** A function that draws a picture: it does nothing here. */
class Ignored extends PythonObject {
  readonly typeName = "function";
  override call(): Value { return null; }
}

const ignored = (...names: readonly string[]) => new Map<string, Value>(names.map((name) => [name, new Ignored()]));

/** Returns the modules that a program can import, without what is written in Python. */
export function modulesOfTorch(): Map<string, Module> {
  const saveImage = new Builtin("save_image", signature("tensor", "fp", ["nrow", 8n]), ([pictures], interpreter) => {
    if (pictures instanceof TensorValue) recorderOf(interpreter).pictures = pictures.node;
    return null;
  });
  const modules: Readonly<Record<string, ReadonlyMap<string, Value>>> = {
    "torch.nn.functional": functionalFunctions,
    "torch.nn.init": initialisers, "torch.autograd": autograd, "torch.distributions": new Map(), "torch.linalg": new Map(), "matplotlib.pyplot": ignored("hist", "scatter", "savefig"), matplotlib: new Map(),
    "torch.nn.utils": nnUtils, "torch.nn": nn, "torch.optim": optim, "torch.utils.data": utilsData, "torch.utils": new Map(),
    "torch.cuda": torchCuda, torch: torchFunctions,
    "torchvision.datasets": datasets, "torchvision.transforms": transforms, "torchvision.utils": new Map([["save_image", saveImage]]), torchvision: new Map(),
    math: new Map<string, Value>([
      ["pi", Math.PI], ["e", Math.E], ["inf", Infinity],
      ...(["log", "exp", "sqrt", "cos", "sin"] as const).map((name) => [name, new Builtin(name, signature("x"), ([x]) => {
        const value = Math[name](Number(x));
        if (Number.isNaN(value)) throw new Refusal({ kind: "value", callee: `math.${name}`, reason: "math domain error" });
        return value;
      })] as const),
      ...(["ceil", "floor"] as const).map((name) => [name, new Builtin(name, signature("x"), ([x]) => BigInt(Math[name](Number(x))))] as const),
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

/** Executes a program and returns its step. `onValue`: called with the value of each assignment. Throws a `PythonProblem`. */
export function trace(source: string, onValue: (value: Value, span: Span) => void = () => undefined): TracedProgram {
  const modules = modulesOfTorch();
  const interpreter: ProgramInterpreter = new ProgramInterpreter({
    modules,
    onValue,
    onName(name, value) {
      if (value instanceof TensorValue && value.shape.length === 0 && !recorder.names.has(value.node)) recorder.names.set(value.node, name);
    },
  });
  const recorder = record(interpreter);
  addLibrary(interpreter, modules);
  interpreter.run(parse(source));
  const end: Span = { from: source.length, to: source.length };
  const refuse = (reason: string) => new PythonProblem({ kind: "value", callee: "training", reason }, end);
  const { updates, batchSize } = recorder;
  if (updates.length === 0 || batchSize === null) throw refuse("The program trains nothing: no optimiser makes a step with a batch of a DataLoader.");

  for (const [name, value] of interpreter.globals.values) {
    if (value instanceof Instance) for (const [path, { stored }] of storedIn(value)) stored.name ||= `${name}.${path}`;
  }
  const keys = updates.map(({ optimiser, losses }) => `${optimiser.parameters.map(({ name }) => name).join()} ${losses.map(structureOf).join("|")}`);
  const period = periodOf(keys);
  const step = updates.slice(0, period);
  const objectives: TracedObjective[] = [];
  step.forEach(({ optimiser, losses }, i) => {
    const last = objectives.at(-1);
    if (last && keys[i] === keys[i - 1]) objectives[objectives.length - 1] = { ...last, repeats: last.repeats + 1 };
    else {
      const buffers = recorder.changes.filter(({ stored, after }) => after === i && !stored.trainable);
      const clamps = recorder.changes.filter(({ stored, after }) => after === i + 1 && stored.trainable).map(({ value }) => bound(value));
      if (clamps.some((one) => one === null || one !== clamps[0])) throw refuse("Parameters can be changed after an update by p.clamp_(-bound, bound) only.");
      objectives.push({ optimiser, losses, repeats: 1, buffers, clip: clamps[0] ?? null });
    }
  });
  const draws = inOrder(objectives.flatMap(({ losses }) => losses)).filter((node) => node.leaf?.kind === "draw");
  const stored = [...new Set(inOrder([...objectives.flatMap(({ losses, buffers }) => [...losses, ...buffers.map(({ value }) => value)]), ...(recorder.pictures ? [recorder.pictures] : [])])
    .flatMap(({ leaf }) => (leaf?.kind === "stored" ? [leaf.stored] : [])))];
  const { names, pictures, ownData, missing, labelled } = recorder;
  return { batchSize, objectives, stored, draws, names, pictures, ownData, missing, labelled };
}

/** Returns the bound of a parameter that is clamped to ±bound; null if it is changed in another way. */
function bound({ operation, inputs: [inner, most] }: Node): number | null {
  const limit = constantOf(most);
  if (operation !== "minimum" || limit === null || inner!.operation !== "maximum" || inner!.inputs[0]!.leaf?.kind !== "stored") return null;
  return constantOf(inner!.inputs[1]) === -limit ? limit : null;
}

/** Returns the shortest period of a sequence. */
function periodOf(keys: readonly string[]): number {
  for (let period = 1; 2 * period <= keys.length; period++) if (keys.every((key, i) => key === keys[i % period])) return period;
  return keys.length;
}
