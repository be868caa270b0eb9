/** `torch.optim`, and what a backward pass and an update mean for the step that is recorded. */
import { binary } from "../python/operators";
import { Builtin } from "../python/functions";
import { Dictionary, List, Tuple } from "../python/sequences";
import { signature } from "../python/signature";
import { asNumber, PythonObject, Refusal, typeName, UNCOUNTED, type Interpreter, type Value } from "../python/values";
import { inOrder, shapeText, type Node, type Schedule, type Stored } from "./graph";
import { recorderOf, type ParameterGroup } from "./recorder";
import { expectKept, expectUnchanged, free } from "./saved";
import { Scheduled } from "./schedule";
import { constant, elementwise, made, reduce } from "./nodes";
import { methods, StoredTensor, tensorFrom, TensorValue } from "./tensor";

/** Returns whether a loss contains results from before an update of their parameters. `inputsOf`: what is looked at of a node's inputs. */
const isStale = (loss: Node, inputsOf?: (node: Node) => readonly Node[]): boolean =>
  inOrder([loss], inputsOf).some(({ leaf }) => leaf?.kind === "stored" && leaf.stored.trainable && leaf.version !== leaf.stored.version);

const withGradients = ({ inputs }: Node): readonly Node[] => inputs.filter(({ hasGradient }) => hasGradient);

/** Returns the parameters that get gradients from these losses. */
export function reachedBy(losses: readonly Node[]): ReadonlySet<Stored> {
  const nodes = inOrder(losses, withGradients);
  return new Set(nodes.flatMap(({ leaf }) => (leaf?.kind === "stored" && leaf.stored.trainable ? [leaf.stored] : [])));
}

/** Returns a number as a function of the step. */
function scheduleIn(value: Value, name: string): Schedule {
  if (value instanceof Scheduled) return (step) => Number(value.at(step));
  const number = asNumber(value, name);
  return () => number;
}

/** An optimiser of PyTorch as one that the engine has. */
interface Kind {
  readonly name: string;
  readonly kind: ParameterGroup["kind"];
  /** The options of a parameter group and their defaults, in PyTorch's order. None: the option is not used. */
  readonly options: readonly (readonly [name: string, otherwise: Value])[];
  /** Options that the engine does not have, with the value that they must have. */
  readonly fixed: Readonly<Record<string, Value>>;
  /** The rate of the first mean and that of the second one. */
  readonly betas: (group: Dictionary, interpreter: Interpreter) => readonly Value[];
  readonly isDecoupled?: true;
}

const ADAM: Omit<Kind, "name" | "options"> = {
  kind: "Adam", fixed: { amsgrad: false, maximize: false },
  betas: (group, interpreter) => interpreter.list(group.getItem("betas", UNCOUNTED)),
};
const ADAM_OPTIONS = [["lr", 1e-3], ["betas", new Tuple([0.9, 0.999])], ["eps", 1e-8]] as const;

const KINDS: readonly Kind[] = [
  { ...ADAM, name: "Adam", options: [...ADAM_OPTIONS, ["weight_decay", null]] },
  { ...ADAM, name: "AdamW", options: [...ADAM_OPTIONS, ["weight_decay", 1e-2]], isDecoupled: true },
  { name: "SGD", kind: "SGD", options: [["lr", 1e-3], ["momentum", 0], ["dampening", 0], ["weight_decay", null]], fixed: { dampening: 0, nesterov: false, maximize: false }, betas: (group) => [group.getItem("momentum", UNCOUNTED), 0] },
  { name: "RMSprop", kind: "RMSprop", options: [["lr", 1e-2], ["alpha", 0.99], ["eps", 1e-8], ["weight_decay", null], ["momentum", 0]], fixed: { momentum: 0, centered: false, maximize: false }, betas: (group) => [0, group.getItem("alpha", UNCOUNTED)] },
];

/** Options that change how fast PyTorch computes, but not what. */
const SPEED = ["foreach", "capturable", "differentiable", "fused"];

const refuseStep = (reason: string) => new Refusal({ kind: "value", callee: "step", reason });

class Optimiser extends PythonObject {
  readonly typeName = "Optimizer";
  readonly #kind: Kind;
  readonly #groups: Dictionary[] = [];
  readonly #defaults: Dictionary;
  #scheduler: Scheduler | null = null;
  /** The number of backward passes before the last `zero_grad`, or 0 before the first step; null: there was none since the last step. */
  #zeroedAt: number | null = 0;

  /** `options`: those of groups that have none of their own. */
  constructor(kind: Kind, params: Value, options: Dictionary, interpreter: Interpreter) {
    super();
    this.#kind = kind;
    this.#defaults = options;
    const items = interpreter.list(params);
    if (items.length === 0) throw this.#refusal("It gets no parameters. (optimizer got an empty parameter list)");
    const groups = items.some((one) => one instanceof Dictionary) ? items : [Dictionary.from([["params", new List(items)]], interpreter)];
    for (const group of groups) this.#add(group, interpreter);
    recorderOf(interpreter).optimisers.push(this);
  }

  get parameters(): readonly Stored[] { return this.#groups.flatMap(tensorsIn).map(({ stored }) => stored); }

  zero(interpreter: object): void { this.#zeroedAt = recorderOf(interpreter).backwards.length; }

  #refusal(reason: string): Refusal { return new Refusal({ kind: "value", callee: this.#kind.name, reason }); }

  #add(group: Value, interpreter: Interpreter): void {
    const given = group instanceof Dictionary ? group.get("params", interpreter) : undefined;
    if (!(group instanceof Dictionary) || given === undefined) throw this.#refusal('A parameter group is a dictionary with "params": {"params": encoder.parameters(), "lr": 0.001}.');
    const tensors = (given instanceof StoredTensor ? [given] : interpreter.list(given)).map((one) => {
      if (one instanceof StoredTensor) return one;
      throw this.#refusal(`It needs parameters, and gets ${typeName(one)}.${one instanceof TensorValue ? " Make the tensor a parameter first, as in w = nn.Parameter(torch.zeros(3))." : ""}`);
    });
    const twice = tensors.find((one, i) => tensors.indexOf(one) !== i || this.#groups.some((other) => tensorsIn(other).includes(one)));
    if (twice) throw this.#refusal("A parameter is there twice. (some parameters appear in more than one parameter group)");
    const own = Dictionary.from([...this.#defaults.entries(interpreter), ...group.entries(interpreter)], interpreter);
    own.set("params", new List(tensors), interpreter);
    this.#groups.push(own);
  }

  override getAttribute(name: string, within: Interpreter): Value | undefined {
    switch (name) {
      case "param_groups":
        this.#schedule(within);
        return new List([...this.#groups]);
      case "add_param_group": return new Builtin(name, signature("param_group"), ([group], interpreter) => {
        this.#add(group!, interpreter);
        return null;
      });
      case "zero_grad": return new Builtin(name, signature(["set_to_none", true]), (_, interpreter) => {
        this.zero(interpreter);
        return null;
      });
      case "step": return new Builtin(name, signature(["closure", null]), ([closure], interpreter) => {
        if (closure !== null) throw new Refusal({ kind: "unsupported", what: "step(closure)", instead: "call backward() before step()" });
        return this.#step(interpreter);
      });
      case "_schedule": return new Builtin(name, signature("rule"), ([rule], interpreter) => {
        if (this.#scheduler) throw this.#refusal("An optimiser has one scheduler here: write the product of both as one function, with LambdaLR.");
        this.#scheduler = new Scheduler(this.#groups.map((group) => group.getItem("lr", UNCOUNTED)), rule!, interpreter);
        return this.#scheduler;
      });
      default: return undefined;
    }
  }
  override attributeNames(): Iterable<string> { return ["param_groups", "add_param_group", "zero_grad", "step"]; }

  /** Sets the learning rates that the scheduler gives. */
  #schedule(interpreter: Interpreter): void {
    if (!this.#scheduler) return;
    if (this.#groups.some((group, i) => !Object.is(group.get("lr", UNCOUNTED), this.#scheduler!.last[i]))) {
      throw this.#refusal("Its learning rate has a scheduler, so the program does not set it, too: multiply it within the scheduler, for example LambdaLR.");
    }
    const rates = this.#scheduler.rates(interpreter);
    this.#groups.forEach((group, i) => { group.set("lr", rates[i]!, UNCOUNTED); });
    this.#scheduler.last = rates;
  }

  #step(interpreter: Interpreter): Value {
    const recorder = recorderOf(interpreter);
    const { span } = interpreter;
    const zeroedAt = this.#zeroedAt;
    const own = new Set(this.parameters);
    if (zeroedAt === null) {
      // The zero_grad() of another optimiser may have been meant for both.
      const shared = recorder.optimisers.flatMap((other) => (other === this ? [] : other.parameters)).find((one) => own.has(one));
      if (shared) throw refuseStep(shared.name === "" ? "Another optimiser has some of its parameters: give each parameter to one." : `Two optimisers have ${shared.name}: give each parameter to one.`);
    }
    if (zeroedAt === null) throw refuseStep("zero_grad() was not called since the last step, so gradients of earlier steps would add up.");
    const passes = recorder.backwards.slice(zeroedAt);
    if (passes.length === 0) throw refuseStep("backward() was not called since zero_grad(), so there are no gradients.");
    if (passes.some((pass) => pass.isStale)) {
      throw refuseStep("The loss contains results from before an update of their parameters: compute them again after it. (one of the variables needed for gradient computation has been modified by an inplace operation)");
    }
    const losses = passes.map(({ loss }) => loss);
    // An optimiser that follows another one with the same backward passes: both apply gradients at the parameters from before the first one's step.
    const last = recorder.updates.at(-1);
    const shared = last?.losses.length === losses.length && last.losses.every((loss, i) => loss === losses[i]) ? last : null;
    const isLate = losses.some((loss) => isStale(loss));
    const fromStart = inOrder(losses).every(({ leaf }) => leaf?.kind !== "stored" || !leaf.stored.trainable || leaf.version === (recorder.starts.get(leaf.stored) ?? leaf.stored.version));
    const tensors = this.#groups.flatMap(tensorsIn);
    const bounds = recorder.bounds.filter((bound) => bound.passes > zeroedAt && bound.parameters.some((one) => own.has(one)));
    if (bounds.some((bound) => bound.passes < recorder.backwards.length)) throw refuseStep("clip_grad_norm_() was called before the last backward(): call it between the last backward() and step().");
    const moved = new Set(shared?.groups.flatMap(({ parameters }) => parameters));
    if (shared && bounds.some((bound) => bound.after === recorder.updates.length && bound.parameters.some((one) => moved.has(one)))) {
      throw refuseStep("clip_grad_norm_() was called between the steps of two optimisers, with the parameters of both: call it before both steps.");
    }
    this.#schedule(interpreter);
    const groups = this.#groups.flatMap((group) => this.#groupsIn(group, interpreter));
    if (shared) recorder.updates[recorder.updates.length - 1] = { ...shared, span, groups: [...shared.groups, ...groups], bounds: [...new Set([...shared.bounds, ...bounds])] };
    else recorder.updates.push({ isStale: isLate, fromStart, groups, bounds, span, losses, batches: recorder.batches, draws: recorder.draws.length });
    for (const tensor of tensors) {
      if (!recorder.starts.has(tensor.stored)) recorder.starts.set(tensor.stored, tensor.stored.version);
      tensor.next(interpreter);
    }
    recorder.changed.forEach((buffer) => buffer.next(interpreter));
    recorder.changed.clear();
    this.#zeroedAt = null;
    return null;
  }

  /** Returns a parameter group; if its weights decay and some of them have no gradients, these are a group of their own, because PyTorch leaves them as they are. */
  #groupsIn(group: Dictionary, interpreter: Interpreter): readonly ParameterGroup[] {
    const { name, kind, betas, isDecoupled = false, fixed } = this.#kind;
    for (const [option, value] of Object.entries(fixed)) {
      const given = group.get(option, UNCOUNTED) ?? value;
      if (given !== null && Number(given) !== Number(value)) throw new Refusal({ kind: "unsupported", what: `${option}=${given === true ? "True" : String(given)} of ${name}`, instead: "leave it out" });
    }
    const number = (option: string, value: Value | undefined): number => {
      if (value instanceof Scheduled) throw new Refusal({ kind: "unsupported", what: `${option} of ${name} that changes with the step` });
      return asNumber(value ?? null, option);
    };
    const [beta1, beta2] = betas(group, interpreter).map((one) => number("betas", one)) as [number, number];
    const rateAt = scheduleIn(group.getItem("lr", UNCOUNTED), "lr");
    const decay = group.get("weight_decay", UNCOUNTED) ?? null;
    const decayAt = decay === null ? null : scheduleIn(decay, "weight_decay");
    const lr = group.getItem("lr", UNCOUNTED);
    const rate = lr instanceof Scheduled ? Number(lr.now) : asNumber(lr, "lr");
    if (decay !== null && !(decay instanceof Scheduled) && asNumber(decay, "weight_decay") < 0) throw this.#refusal(`weight_decay is not below 0. (Invalid weight_decay value: ${String(decay)})`);
    const parameters = tensorsIn(group).map(({ stored }) => stored);
    const made: ParameterGroup = { kind, parameters, beta1, beta2, epsilon: number("eps", group.get("eps", UNCOUNTED) ?? 1), rate, rateAt, decayAt, isDecoupled };
    if (!decayAt) return [made];
    const reached = reachedBy(recorderOf(interpreter).backwards.map(({ loss }) => loss));
    const still = parameters.filter((one) => !reached.has(one));
    if (still.length === 0) return [made];
    return [{ ...made, parameters: parameters.filter((one) => reached.has(one)) }, { ...made, parameters: still, decayAt: null }].filter((one) => one.parameters.length > 0);
  }
}

const tensorsIn = (group: Dictionary): readonly StoredTensor[] => {
  const params = group.get("params", UNCOUNTED);
  return params instanceof List ? params.items.filter((one) => one instanceof StoredTensor) : [];
};

/** The number of calls of `step()` gives the learning rate of each parameter group, by a rule in Python. */
class Scheduler extends PythonObject {
  readonly typeName = "LRScheduler";
  readonly #bases: readonly Value[];
  readonly #rule: Value;
  /** The name of the number of calls among the recorder's counts. */
  readonly #name: string;
  /** The learning rates that its optimiser has. */
  last: readonly Value[];
  constructor(bases: readonly Value[], rule: Value, interpreter: Interpreter) {
    super();
    const { values } = recorderOf(interpreter).counts;
    this.#bases = bases;
    this.last = bases;
    this.#rule = rule;
    this.#name = `scheduler ${values.size + 1}`;
    values.set(this.#name, 0n);
  }
  rates(interpreter: Interpreter): readonly Value[] {
    return this.#bases.map((base, i) => interpreter.call(this.#rule, { positional: [base, this.#count(interpreter), BigInt(i)], named: new Map() }));
  }
  #count(interpreter: Interpreter): Value { return recorderOf(interpreter).counts.values.get(this.#name)!; }
  override getAttribute(name: string, within: Interpreter): Value | undefined {
    switch (name) {
      case "step": return new Builtin(name, signature(["epoch", null]), ([epoch], interpreter) => {
        if (epoch !== null) throw new Refusal({ kind: "unsupported", what: "step(epoch) of a scheduler", instead: "call step() without a number" });
        recorderOf(interpreter).counts.values.set(this.#name, binary("+", this.#count(interpreter), 1n, interpreter));
        return null;
      });
      case "get_last_lr": return new Builtin(name, signature(), (_, interpreter) => new List([...this.rates(interpreter)]));
      case "base_lrs": return new List([...this.#bases]);
      case "last_epoch": return this.#count(within);
      default: return undefined;
    }
  }
  override attributeNames(): Iterable<string> { return ["step", "get_last_lr", "base_lrs", "last_epoch"]; }
}

/** `torch.optim`. */
export const optim: ReadonlyMap<string, Value> = new Map<string, Value>(KINDS.map((kind) => {
  const takes = [...kind.options, ...Object.entries(kind.fixed).filter(([name]) => !kind.options.some(([option]) => option === name))];
  return [kind.name, new Builtin(kind.name, signature("params", ...takes, ...SPEED.map((name) => [name, null] as const)), ([params, ...values], interpreter) =>
    new Optimiser(kind, params!, Dictionary.from(takes.map(([name], i) => [name, values[i]!]), interpreter), interpreter))];
}));

/** What `torch.nn.utils` has for gradients. */
export const gradientUtils: ReadonlyMap<string, Value> = new Map([
  ["clip_grad_norm_", new Builtin("clip_grad_norm_", signature("parameters", "max_norm", ["norm_type", 2n], ["error_if_nonfinite", false], ["foreach", null]), ([parameters, most, type], interpreter) => {
    if (Number(type) !== 2) throw new Refusal({ kind: "unsupported", what: `norm_type=${String(type)} of clip_grad_norm_`, instead: "only the norm 2 is" });
    const recorder = recorderOf(interpreter);
    const tensors = (parameters instanceof StoredTensor ? [parameters] : interpreter.list(parameters!)).flatMap((one) => (one instanceof StoredTensor ? [one] : []));
    recorder.bounds.push({ parameters: tensors.map(({ stored }) => stored), at: scheduleIn(most!, "max_norm"), passes: recorder.backwards.length, after: recorder.updates.length, span: interpreter.span });
    // The norm, which programs print.
    const losses = recorder.backwards.slice(-1).map(({ loss }) => loss);
    const reached = reachedBy(losses);
    const squares = tensors.filter(({ stored }) => reached.has(stored)).flatMap(({ node }) => losses.map((loss) =>
      reduce("sum", elementwise("square", [{ ...made("gradient", [loss, node], node.shape, { dtype: "float" }, interpreter), hasGradient: false }], interpreter), null, false, interpreter)));
    const sum = squares.reduce((before, one) => elementwise("add", [before, one], interpreter), constant(0, interpreter));
    return new TensorValue(elementwise("sqrt", [sum], interpreter));
  })],
]);

methods.set("backward", new Builtin("backward", signature("self", ["gradient", null], ["retain_graph", null], ["create_graph", false]), ([self, gradient, retain, create], interpreter) => {
  const loss = tensorFrom("backward", self!);
  const refuse = (reason: string) => new Refusal({ kind: "value", callee: "backward", reason });
  if (loss.shape.length > 0) throw refuse(`A loss is one number, and this is ${shapeText(loss.shape)}: take its sum or mean. (grad can be implicitly created only for scalar outputs)`);
  if (gradient !== null) throw refuse("A loss is one number, and its backward() takes no gradient: leave it out.");
  if (!loss.hasGradient) throw refuse("No parameter influences this loss. (element 0 of tensors does not require grad and does not have a grad_fn)");
  expectKept(loss);
  expectUnchanged(loss);
  if (!interpreter.truth(retain ?? create!)) free(loss);
  recorderOf(interpreter).backwards.push({ loss, isStale: isStale(loss, withGradients), span: interpreter.span });
  return null;
}));
