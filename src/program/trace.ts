/**
 * Executes a PyTorch program and reads off what one training step computes. The program sees a few batches; the updates that it makes with them repeat,
 * and the shortest repetition is the step.
 */
import { MAX_PROGRAM } from "../core/run/runConfig";
import { ProgramInterpreter } from "../python/interpreter";
import { parse } from "../python/parse";
import { PythonProblem, type ProblemKind } from "../python/problem";
import type { Block, Span } from "../python/syntax";
import { Instance } from "../python/classes";
import { BoundMethod, PythonFunction } from "../python/functions";
import { Refusal, type Scope, type Value } from "../python/values";
import { IMAGES, RECORDED_BATCHES } from "./data";
import { inOrder, numberOf, scheduleOf, type Node, type Schedule, type Stored } from "./graph";
import { modulesOfTorch } from "./importable";
import { addLibrary } from "./library";
import { isModule, storedIn } from "./modules";
import { reachedBy } from "./optimisers";
import { structureOf } from "./structure";
import { record, recorderOf, type GradientBound, type ParameterGroup, type Recorder, type Update } from "./recorder";
import { Counters, Watch, type Clock, type Decision } from "./schedule";
import { summandsOf, type Summand } from "./summands";
import { StoredTensor, TensorValue } from "./tensor";

/** A loss that is minimised in a step: by one optimiser, or by several with the gradients of the same backward pass. */
export interface TracedObjective {
  /** The variable of its loss, or of the sum of its losses; null if there is none. */
  readonly name: string | null;
  readonly groups: readonly ParameterGroup[];
  /** Its losses are computed with the parameters from before the step, which earlier objectives of the step have already moved. */
  readonly atStepStart: boolean;
  /** Bounds on the norms of its gradients, in their order. */
  readonly bounds: readonly GradientBound[];
  readonly losses: readonly Node[];
  readonly summands: readonly Summand[];
  /** The number of updates in one step, each with a batch of its own. */
  readonly repeats: number;
  /** The next values of buffers that its forward pass changes. */
  readonly buffers: readonly { readonly stored: Stored; readonly value: Node }[];
  /** The bound ± to which the program clamps its parameters after an update; null: it does not. */
  readonly clip: number | null;
  readonly clipAt: Schedule;
}

/** What may depend on the step. */
export interface StepNumbers {
  /** The factor of each summand of each objective. */
  readonly factors: readonly (readonly number[])[];
  /** The learning rate of each parameter group of each objective. */
  readonly rates: readonly (readonly number[])[];
  /** The factor of weight decay of each parameter group of each objective; 0 if there is none. */
  readonly decays: readonly (readonly number[])[];
  /** Each bound on the norm of gradients of each objective. */
  readonly bounds: readonly (readonly number[])[];
  readonly clips: readonly (number | null)[];
}

export interface TracedProgram {
  /** The text of the program. */
  readonly source: string;
  /** Returns the numbers of the step that follows so many finished ones. Throws a `PythonProblem` if the program cannot be trained there. */
  numbersAt(step: number): StepNumbers;
  /** Numbers of finished steps at which these numbers were examined, 0 first: it is the only one if they are always the same. */
  readonly examined: readonly number[];
  readonly batchSize: number;
  readonly objectives: readonly TracedObjective[];
  /** All parameters and buffers, by module. */
  readonly stored: readonly Stored[];
  /** The draws of a step in their order. */
  readonly draws: readonly Node[];
  /** The images that the program saves; null if it saves none. */
  readonly pictures: Node | null;
  /** Data that the program makes itself, one row for each example; null: MNIST. */
  readonly ownData: Node | null;
  /** The share of pixels that the program hides in all images; null: it hides none. */
  readonly missing: number | null;
  /** The number of images of each class whose labels a semi-supervised program knows; null: it is none. */
  readonly labelled: number | null;
}

/** An update with what its losses are. */
interface ReadUpdate extends Update {
  readonly summands: readonly Summand[];
  /** Equal for updates that compute the same up to factors. */
  readonly key: string;
}

/** One execution of a program. */
interface Pass {
  readonly recorder: Recorder;
  readonly updates: readonly ReadUpdate[];
  readonly decisions: readonly Decision[];
  /** The number of finished steps at its first batch. */
  readonly step: number;
  readonly objectives: readonly TracedObjective[];
}

/** The program has been followed far enough. */
class Enough extends Error {
  override readonly name = "Enough";
}

/** Gives a tensor a name, if it has none among these. */
function called(names: Map<Node, string>, name: string, value: Value): void {
  if (value instanceof TensorValue && !names.has(value.node)) names.set(value.node, name);
}

const isOfLibrary = (scope: Scope): boolean => (scope.around ? isOfLibrary(scope.around) : scope.isLibrary ?? false);

type Hooks = Pick<ConstructorParameters<typeof ProgramInterpreter>[0], "onValue" | "onRead" | "onCount">;

function execute(program: Block, hooks: Hooks, watch: (recorder: Recorder, interpreter: ProgramInterpreter) => void): Recorder {
  const modules = modulesOfTorch();
  const interpreter: ProgramInterpreter = new ProgramInterpreter({
    modules,
    ...hooks,
    onName: (name, value) => { called(recorder.names.variables, name, value); },
    onKey: (key, value) => { called(recorder.names.keys, key.replaceAll(/[^\p{L}\p{N}_]+/gu, "_"), value); },
    onCall(name, value, by) {
      const isOwn = by instanceof PythonFunction && !isOfLibrary(by.scope);
      const isLoss = isModule(by) || by === divergence || functionals.has(by) || (by instanceof BoundMethod && by.self instanceof Instance);
      if (isOwn || isLoss) called(recorder.names.calls, name, value);
    },
  });
  const recorder = record(interpreter);
  addLibrary(interpreter, modules);
  const functionals = new Set(modules.get("torch.nn.functional")!.attributes.values());
  const divergence = modules.get("torch.distributions")!.attributes.get("kl_divergence");
  interpreter.globals.values.set("__name__", "__main__");
  watch(recorder, interpreter);
  try {
    interpreter.run(program);
  } catch (caught) {
    if (!(caught instanceof Enough)) throw caught;
  }
  nameStored([interpreter.globals], recorder.modules);
  recorder.updates.flatMap(({ groups }) => groups.flatMap(({ parameters }) => parameters)).forEach((one, i) => { one.name ||= `parameters.${i + 1}`; });
  return recorder;
}

/** Names parameters and buffers by their variables, or those of their modules: those of the outermost scope first. `known`: what has names. */
function nameStored(scopes: readonly Scope[], known: Recorder["modules"]): void {
  const nameIn = (name: string, value: Value): void => {
    const freeName = () => {
      let own = name;
      for (let i = 2; known.has(own) && known.get(own) !== value; i++) own = `${name}_${i}`;
      return own;
    };
    if (value instanceof StoredTensor && value.stored.name === "") {
      value.stored.name = freeName();
      known.set(value.stored.name, value);
    }
    if (!isModule(value)) {
      // An object that has modules, such as a trainer.
      if (value instanceof Instance) for (const [attribute, inner] of value.attributes) if (isModule(inner)) nameIn(attribute, inner);
      return;
    }
    const unnamed = storedIn(value).filter(([, { stored }]) => stored.name === "");
    if (unnamed.length === 0) return;
    const own = freeName();
    known.set(own, value);
    for (const [path, { stored }] of unnamed) stored.name = `${own}.${path}`;
  };
  for (const { values } of scopes) for (const [name, value] of values) nameIn(name, value);
}

const namesOf = (parameters: readonly Stored[]): string => parameters.map(({ name }) => name).join();

const ownersOf = ({ groups }: Update): string => groups.map(({ parameters }) => namesOf(parameters)).join(" ");

/** Returns what a program must not change from step to step of an update, besides its losses. */
const methodOf = ({ isStale, groups, bounds }: Update): string =>
  JSON.stringify([isStale, groups.map(({ kind, beta1, beta2, epsilon, decayAt, isDecoupled }) => [kind, beta1, beta2, epsilon, decayAt !== null, isDecoupled]), bounds.map(({ parameters }) => namesOf(parameters))]);

const readUpdates = ({ updates, names }: Recorder): readonly ReadUpdate[] => updates.map((update) => {
  const summands = update.losses.flatMap((loss) => summandsOf(loss, names));
  return { ...update, summands, key: `${ownersOf(update)} ${methodOf(update)} ${summands.map(({ node }) => structureOf(node)).join("|")}` };
});

const refuseEnd = (source: string, reason: string) => new PythonProblem({ kind: "value", callee: "training", reason }, { from: source.length, to: source.length });

/** Returns whether a node is the sum of these, each once. */
function isSumOf(node: Node, terms: readonly Node[]): boolean {
  const partsOf = (one: Node): readonly Node[] => (one.operation === "add" && !terms.includes(one) ? one.inputs.flatMap(partsOf) : [one]);
  const parts = terms.length === 1 ? [node] : partsOf(node);
  return parts.length === terms.length && terms.every((term) => parts.includes(term));
}

/** Returns the objectives of the first step, which has so many updates. */
function objectivesOf(recorder: Recorder, updates: readonly ReadUpdate[], refuse: (reason: string) => PythonProblem): readonly TracedObjective[] {
  const objectives: TracedObjective[] = [];
  const reached = reachedBy(recorder.updates.flatMap(({ losses }) => losses));
  updates.forEach(({ isStale, fromStart, span, groups, bounds, losses, summands, key }, i) => {
    const last = objectives.at(-1);
    const isRepeated = last && key === updates[i - 1]!.key;
    if (isStale && (isRepeated || !fromStart)) {
      throw new PythonProblem({ kind: "value", callee: "step", reason: "The loss contains results from before the last step of an optimiser, and others from after an earlier one. Compute them again after each step." }, span);
    }
    if (isRepeated) {
      objectives[objectives.length - 1] = { ...last, repeats: last.repeats + 1 };
      return;
    }
    const buffers = recorder.changes.filter(({ stored, after }) => after === i && !stored.trainable);
    const clamped = recorder.changes.filter(({ stored, after }) => after === i + 1 && stored.trainable);
    const moved = groups.flatMap(({ parameters }) => parameters);
    const wide = bounds.find(({ parameters }) => parameters.some((one) => reached.has(one) && !moved.includes(one)));
    if (wide) throw new PythonProblem({ kind: "value", callee: "clip_grad_norm_", reason: "It has parameters that the following step does not change: give it those of one optimiser." }, wide.span);
    const free = moved.find((one) => !clamped.some(({ stored }) => stored === one));
    if (clamped.length > 0 && free) throw refuse(`After an update all of its parameters are clamped, or none: ${free.name} is not.`);
    const clamps = clamped.map(({ value }) => bound(value));
    if (clamps.some((one) => one === null || one.now !== clamps[0]!.now)) throw refuse("Parameters can be changed after an update by p.clamp_(-bound, bound) only.");
    const [clip] = clamps;
    const name = [...recorder.names.variables].find(([node]) => isSumOf(node, losses))?.[1] ?? null;
    objectives.push({ name, atStepStart: isStale, groups, bounds, losses, summands, repeats: 1, buffers, clip: clip?.now ?? null, clipAt: clip?.at ?? (() => 0) });
  });
  return objectives;
}

/** Executes a program and returns its step. `onValue`: called with the value of each assignment. Throws a `PythonProblem`. */
export function trace(source: string, onValue: (value: Value, span: Span) => void = () => undefined): TracedProgram {
  if (source.length > MAX_PROGRAM) throw new PythonProblem({ kind: "too-much", of: "length", limit: MAX_PROGRAM }, { from: MAX_PROGRAM, to: source.length });
  const program = parse(source);
  const watched = new Watch();
  const read = new Set<string>();
  let isTraining = true;
  let batches = () => 0;
  const recorder = execute(program, {
    onValue,
    onRead(name) { if (isTraining) read.add(name); },
    onCount(place, value) {
      watched.loop(place, batches(), value);
      return value;
    },
  }, (its, interpreter) => {
    batches = () => its.batches;
    its.onBatch = (what) => {
      const scopes = [its.counts, ...interpreter.frames];
      if (what === "batch" && its.batches === 0) nameStored(interpreter.frames, its.modules);
      if (what === "again") watched.again(scopes);
      else watched.batch(scopes, its.batches);
      if (what === "end") isTraining = false;
    };
  });
  const refuse = (reason: string) => refuseEnd(source, reason);
  const { batchSize } = recorder;
  if (recorder.updates.length === 0 || batchSize === null) throw refuse("The program trains nothing: no optimiser makes a step with a batch of a DataLoader.");
  const updates = readUpdates(recorder);
  const period = periodOf(updates.map(({ key }) => key)) ?? periodOf(updates.map(ownersOf)) ?? updates.length;
  const perStep = (updates[period]?.batches ?? RECORDED_BATCHES + 1) - updates[0]!.batches;
  const counters = watched.counters(perStep);
  const counts = [...counters.keys()].some((place) => {
    const name = place.split(".")[1]!;
    return read.has(name) || recorder.counts.values.has(name);
  });
  const objectives = objectivesOf(recorder, updates.slice(0, period), refuse);
  const first: Pass = { recorder, updates, decisions: [], step: 0, objectives };
  const { numbersAt, examined } = counts ? followed(first, { program, period, perStep, counters, refuse }) : unchanging(first, period);
  const rated = objectives.map((objective, i): TracedObjective => {
    const largest = (group: number) => Math.max(...examined.map((step) => numbersAt(step).rates[i]![group]!));
    return { ...objective, groups: objective.groups.map((group, g) => ({ ...group, rate: largest(g) })) };
  });
  const draws = inOrder(objectives.flatMap(({ losses }) => losses)).filter((node) => node.leaf?.kind === "draw");
  const stored = [...new Set(inOrder([...objectives.flatMap(({ losses, buffers }) => [...losses, ...buffers.map(({ value }) => value)]), ...(recorder.pictures ? [recorder.pictures] : [])])
    .flatMap(({ leaf }) => (leaf?.kind === "stored" ? [leaf.stored] : [])))];
  const { pictures, ownData, missing, labelled } = recorder;
  return { source, batchSize, objectives: rated, stored, draws, pictures, ownData, missing, labelled, numbersAt, examined };
}

/** More outcomes of what a program decides by the number of the step are refused. */
const MAX_PASSES = 32;
/** All steps before this one are examined, and later ones that grow by a fifth; between two with different outcomes, the step at which they change is searched. */
const FIRST_STEPS = 1100;
const LAST_STEP = 1e7;

interface Followed {
  readonly program: Block;
  /** The numbers of updates and of batches in a step. */
  readonly period: number;
  readonly perStep: number;
  readonly counters: ReturnType<Watch["counters"]>;
  readonly refuse: (reason: string) => PythonProblem;
}

const problem = (how: Extract<ProblemKind, { kind: "schedule" }>["how"], span: Span) => new PythonProblem({ kind: "schedule", how }, span);

const isClose = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

const numbersIn = ({ objectives }: Pass, step: number): StepNumbers => ({
  factors: objectives.map(({ summands }) => summands.map(({ factorAt }) => factorAt(step))),
  rates: objectives.map(({ groups }) => groups.map(({ rateAt }) => rateAt(step))),
  decays: objectives.map(({ groups }) => groups.map(({ decayAt }) => decayAt?.(step) ?? 0)),
  bounds: objectives.map(({ bounds }) => bounds.map(({ at }) => at(step))),
  clips: objectives.map(({ clip, clipAt }) => (clip === null ? null : clipAt(step))),
});

/** Does work in which an operation on numbers may be refused, such as a division by zero. */
function refusedAs<T>(work: () => T, otherwise: (refusal: Refusal) => T): T {
  try {
    return work();
  } catch (caught) {
    if (!(caught instanceof Refusal)) throw caught;
    return otherwise(caught);
  }
}

/** What else than losses the steps of a program must have in common. */
const partsOf = (objectives: readonly TracedObjective[]): string =>
  JSON.stringify(objectives.map(({ repeats, clip, buffers }) => [repeats, clip === null, buffers.map(({ stored, value }) => [stored.name, structureOf(value)])]));

/** Refuses a program that computes something else in the steps that follow one another than in each of them alone. */
function expectAlike(pass: Pass, first: Pass, period: number, numbersAt: (step: number) => StepNumbers | null): void {
  const objectiveOf = first.objectives.flatMap(({ repeats }, i) => Array.from({ length: repeats }, () => i));
  pass.updates.forEach(({ key, summands, groups, bounds, losses, span }, i) => {
    const numbers = numbersAt(pass.step + Math.floor(i / period));
    if (!numbers) return;
    const objective = objectiveOf[i % period]!;
    const isOther = summands.some(({ factorAt }, k) => !isClose(factorAt(pass.step), numbers.factors[objective]![k]!));
    if (isOther || key !== first.updates[i % period]!.key) throw problem("earlier", losses[0]!.span);
    const isSame = groups.every(({ rateAt, decayAt }, g) => isClose(rateAt(pass.step), numbers.rates[objective]![g]!) && isClose(decayAt?.(pass.step) ?? 0, numbers.decays[objective]![g]!))
      && bounds.every(({ at }, k) => isClose(at(pass.step), numbers.bounds[objective]![k]!));
    if (!isSame) throw problem("earlier", span);
  });
}

type Numbers = Pick<TracedProgram, "numbersAt" | "examined">;

/** Returns the numbers of a program that does not read the number of the step. */
function unchanging(pass: Pass, period: number): Numbers {
  const numbers = numbersIn(pass, 0);
  expectAlike(pass, pass, period, () => numbers);
  return { numbersAt: () => numbers, examined: [0] };
}

/** Follows a program through what it decides by the number of the step. `first`: its execution with known numbers. */
function followed(first: Pass, { program, period, perStep, counters, refuse }: Followed): Numbers {
  const batchesPerEpoch = Math.floor(IMAGES / first.recorder.batchSize!);
  const stepsPerEpoch = Math.max(1, Math.floor(batchesPerEpoch / perStep));

  const passAt = (step: number): Pass => {
    const decisions: Decision[] = [];
    let where: ProgramInterpreter | null = null;
    const clock: Clock = { step, decide: (holds) => { decisions.push({ holds, span: where!.span, after: recorderOf(where!).updates.length }); } };
    const values = new Counters(counters, clock, stepsPerEpoch);
    const recorder = execute(program, { onCount: (place, value) => values.loop(place, value) }, (its, interpreter) => {
      where = interpreter;
      its.length = batchesPerEpoch;
      its.onBatch = (what) => {
        if (what !== "batch" || its.batches >= Math.min(RECORDED_BATCHES, 3 * perStep)) throw new Enough();
        if (its.batches === 0) nameStored(interpreter.frames, its.modules);
        if (its.batches === 0) values.begin([its.counts, ...interpreter.frames]);
      };
    });
    const updates = readUpdates(recorder);
    const changed = recorder.changes.flatMap(({ stored, value }) => (stored.trainable ? [] : [value]));
    const number = inOrder([...updates.flatMap(({ summands }) => summands.map(({ node }) => node)), ...changed]).find(scheduleOf);
    if (number) throw problem("number", number.span);
    const relevant = decisions.filter(({ after }) => after <= period);
    if (updates.length < period && passes.length > 0) return { ...passes.at(-1)!, updates: [], decisions: relevant, step }; // it ends here, and on the page its last step goes on
    const objectives = objectivesOf(recorder, updates.slice(0, period), refuse);
    const other = first.updates.slice(0, period).find(({ key }, i) => key !== updates[i]?.key) ?? (partsOf(objectives) === partsOf(first.objectives) ? null : first.updates[0]!);
    if (other) {
      const known = passes[0]?.decisions ?? [];
      const at = relevant.find(({ span }, i) => known[i]?.span.from !== span.from || !known[i].holds(step)) ?? relevant.at(-1) ?? other;
      throw problem("other", at.span);
    }
    return { recorder, updates, decisions: relevant, step, objectives };
  };

  const passes: Pass[] = [];
  const passFor = (step: number): Pass => {
    const known = passes.find(({ decisions }) => decisions.every(({ holds }) => refusedAs(() => holds(step), () => false)));
    if (known) return known;
    const made = passAt(step);
    passes.push(made);
    if (passes.length > MAX_PASSES) throw problem("often", made.decisions.at(-1)!.span);
    return made;
  };
  let last: { readonly step: number; readonly numbers: StepNumbers } | null = null;
  const numbersAt = (wanted: number): StepNumbers => {
    const step = Math.min(wanted, Number.MAX_SAFE_INTEGER);
    if (last?.step !== step) {
      const pass = passFor(step);
      last = { step, numbers: refusedAs(() => numbersIn(pass, step), (refusal) => { throw new PythonProblem(refusal.problem, pass.objectives[0]!.losses[0]!.span); }) };
    }
    return last.numbers;
  };
  const examined = examinedSteps(passFor);
  for (let step = 0; step < FIRST_STEPS; step++) numbersAt(step);
  const epochOf = (step: number) => Math.floor(step / stepsPerEpoch);
  // Each pass, and those that this adds. A loop's epoch does not change within a pass.
  for (const pass of passes) expectAlike(pass, first, period, (step) => (epochOf(step) === epochOf(pass.step) ? numbersAt(step) : null));
  return { numbersAt, examined };
}

/** Returns steps among which are all those, in practice, at which a program begins to decide differently. */
function examinedSteps(passFor: (step: number) => Pass): readonly number[] {
  const examined = [0, 1, 10, 100];
  let [step, pass] = [0, passFor(0)];
  while (step < LAST_STEP) {
    const next = step < FIRST_STEPS ? step + 1 : Math.ceil(1.2 * step);
    const nextPass = passFor(next);
    if (nextPass !== pass) {
      let [low, high] = [step, next];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (passFor(middle) === pass) low = middle;
        else high = middle;
      }
      passFor(high);
      if (examined.length < 100) examined.push(low, high);
    }
    if (next >= FIRST_STEPS) examined.push(next);
    [step, pass] = [next, nextPass];
  }
  return examined;
}

/** Returns the bound of a parameter that is clamped to ±bound; null if it is changed in another way. */
function bound({ operation, inputs: [inner, most] }: Node): { readonly now: number; readonly at: Schedule } | null {
  const now = numberOf(most);
  if (operation !== "minimum" || now === null || inner!.operation !== "maximum" || inner!.inputs[0]!.leaf?.kind !== "stored") return null;
  return numberOf(inner!.inputs[1]) === -now ? { now, at: scheduleOf(most) ?? (() => now) } : null;
}

/** Returns the shortest period of a sequence; null if nothing repeats. */
function periodOf(keys: readonly string[]): number | null {
  for (let period = 1; 2 * period <= keys.length; period++) if (keys.every((key, i) => key === keys[i % period])) return period;
  return null;
}
