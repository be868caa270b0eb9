/** `torch.optim`, and what a backward pass and an update mean for the step that is recorded. */
import { asNumber, Builtin, Dictionary, List, PythonObject, Refusal, signature, Tuple, typeName, type Interpreter, type Value } from "../python/values";
import { inOrder, shapeText, type Node, type Stored } from "./graph";
import { recorderOf, type ParameterGroup } from "./recorder";
import { Scheduled } from "./schedule";
import { methods, StoredTensor, tensorFrom } from "./tensor";

/** Returns whether a loss contains results from before an update of their parameters. */
const isStale = (loss: Node): boolean => inOrder([loss]).some(({ leaf }) => leaf?.kind === "stored" && leaf.stored.trainable && leaf.version !== leaf.stored.version);

class Optimiser extends PythonObject {
  readonly typeName = "Optimizer";
  readonly #record: Omit<ParameterGroup, "rate" | "rateAt">;
  readonly #tensors: readonly StoredTensor[];
  readonly #group: Dictionary;
  /** The number of backward passes before the last `zero_grad`; null: there was none since the last step. */
  #zeroedAt: number | null = null;
  constructor(record: Omit<ParameterGroup, "rate" | "rateAt">, tensors: readonly StoredTensor[], rate: number) {
    super();
    this.#record = record;
    this.#tensors = tensors;
    this.#group = new Dictionary([["lr", rate], ["params", new List([...tensors])]]);
  }
  override getAttribute(name: string): Value | undefined {
    switch (name) {
      case "param_groups": return new List([this.#group]);
      case "zero_grad": return new Builtin(name, signature(["set_to_none", true]), (_, interpreter) => {
        this.#zeroedAt = recorderOf(interpreter).backwards.length;
        return null;
      });
      case "step": return new Builtin(name, signature(), (_, interpreter) => this.#step(interpreter));
      default: return undefined;
    }
  }
  override attributeNames(): Iterable<string> { return ["param_groups", "zero_grad", "step"]; }

  #step(interpreter: Interpreter): Value {
    const recorder = recorderOf(interpreter);
    const refuse = (reason: string) => new Refusal({ kind: "value", callee: "step", reason });
    if (this.#zeroedAt === null) throw refuse("zero_grad() was not called since the last step, so gradients of earlier steps would add up.");
    const passes = recorder.backwards.slice(this.#zeroedAt);
    if (passes.length === 0) throw refuse("backward() was not called since zero_grad(), so there are no gradients.");
    if (passes.some(({ isStale }) => isStale)) {
      throw refuse("The loss contains results from before an update of their parameters: compute them again after it. (one of the variables needed for gradient computation has been modified by an inplace operation)");
    }
    const losses = passes.map(({ loss }) => loss);
    // An optimiser that follows another one with the same backward passes: both apply gradients at the parameters from before the first one's step.
    const last = recorder.updates.at(-1);
    const shared = last?.losses.length === losses.length && last.losses.every((loss, i) => loss === losses[i]) ? last : null;
    if (!shared && losses.some(isStale)) {
      throw refuse("Another optimiser made a step between this backward() and this step(), with other losses. Call zero_grad(), backward() and step() of one optimiser after those of the other, or zero_grad() of both before all calls of backward() and then both steps.");
    }
    const lr = this.#group.get("lr") ?? 0;
    const schedule = lr instanceof Scheduled ? (step: number) => Number(lr.at(step)) : null;
    const rate = lr instanceof Scheduled ? Number(lr.now) : asNumber(lr, "lr");
    const group = { ...this.#record, rate, rateAt: schedule ?? (() => rate) };
    const { span } = interpreter;
    if (shared) recorder.updates[recorder.updates.length - 1] = { ...shared, span, groups: [...shared.groups, group] };
    else recorder.updates.push({ groups: [group], span, losses, batches: recorder.batches, draws: recorder.draws.length });
    this.#tensors.forEach((tensor) => tensor.next(interpreter));
    recorder.changed.forEach((buffer) => buffer.next(interpreter));
    recorder.changed.clear();
    this.#zeroedAt = null;
    return null;
  }
}

function optimiser(kind: ParameterGroup["kind"], [params, lr, betas, alpha, eps]: readonly Value[], interpreter: Interpreter): Value {
  const tensors = interpreter.list(params!).map((one) => {
    if (one instanceof StoredTensor) return one;
    throw new Refusal({ kind: "value", callee: kind, reason: `It needs parameters, and gets ${typeName(one)}.` });
  });
  if (tensors.length === 0) throw new Refusal({ kind: "value", callee: kind, reason: "It gets no parameters. (optimizer got an empty parameter list)" });
  const [beta1, beta2] = betas instanceof Tuple ? betas.items.map((one) => asNumber(one, kind)) : [0, asNumber(alpha!, kind)];
  return new Optimiser({ kind, parameters: tensors.map(({ stored: one }): Stored => one), beta1: beta1!, beta2: beta2!, epsilon: asNumber(eps!, kind) }, tensors, asNumber(lr!, kind));
}

/** `torch.optim`. */
export const optim: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["Adam", new Builtin("Adam", signature("params", ["lr", 1e-3], ["betas", new Tuple([0.9, 0.999])], ["eps", 1e-8]), ([params, lr, betas, eps], interpreter) => optimiser("Adam", [params!, lr!, betas!, null, eps!], interpreter))],
  ["SGD", new Builtin("SGD", signature("params", ["lr", 1e-3], ["momentum", 0]), ([params, lr, momentum], interpreter) => optimiser("SGD", [params!, lr!, new Tuple([momentum!, 0]), null, 1], interpreter))],
  ["RMSprop", new Builtin("RMSprop", signature("params", ["lr", 1e-2], ["alpha", 0.99], ["eps", 1e-8]), ([params, lr, alpha, eps], interpreter) => optimiser("RMSprop", [params!, lr!, null, alpha!, eps!], interpreter))],
]);

methods.set("backward", new Builtin("backward", signature("self", ["gradient", null], ["retain_graph", null], ["create_graph", false]), ([self, gradient], interpreter) => {
  const loss = tensorFrom("backward", self!);
  const refuse = (reason: string) => new Refusal({ kind: "value", callee: "backward", reason });
  if (loss.shape.length > 0) throw refuse(`A loss is one number, and this is ${shapeText(loss.shape)}: take its sum or mean. (grad can be implicitly created only for scalar outputs)`);
  if (gradient !== null) throw refuse("A loss is one number, and its backward() takes no gradient: leave it out.");
  if (!loss.hasGradient) throw refuse("No parameter influences this loss. (element 0 of tensors does not require grad and does not have a grad_fn)");
  recorderOf(interpreter).backwards.push({ loss, isStale: isStale(loss) });
  return null;
}));
