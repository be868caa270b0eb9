/**
 * The numbers of a step that may depend on its number: factors of losses, learning rates, weight decay and bounds. If a program reads the number of
 * the step, it is executed again from several steps.
 */
import type { ProgramInterpreter } from "../python/interpreter";
import { PythonProblem, type ProblemKind } from "../python/problem";
import type { Block, Span } from "../python/syntax";
import type { TimeLimit } from "../python/timeLimit";
import { Refusal } from "../python/values";
import { IMAGES, RECORDED_BATCHES } from "./data";
import { Enough, execute, nameStored } from "./execute";
import { inOrder, scheduleOf } from "./graph";
import { objectivesOf, readUpdates, type ReadUpdate, type TracedObjective } from "./objectives";
import { recorderOf, type Recorder } from "./recorder";
import { Counters, type Clock, type Decision, type Watch } from "./schedule";
import type { Refuse } from "./refuseTraining";
import { structureOf } from "./structure";

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

/** The numbers of all steps. */
export interface Numbers {
  /** Returns the numbers of the step that follows so many finished ones. Throws a `PythonProblem` if the program cannot be trained there. */
  numbersAt(step: number): StepNumbers;
  /** Numbers of finished steps at which these numbers were examined, 0 first: it is the only one if they are always the same. */
  readonly examined: readonly number[];
}

/** One execution of a program. */
export interface Pass {
  readonly recorder: Recorder;
  readonly updates: readonly ReadUpdate[];
  readonly decisions: readonly Decision[];
  /** The number of finished steps at its first batch. */
  readonly step: number;
  readonly objectives: readonly TracedObjective[];
}

/** More outcomes of what a program decides by the number of the step are refused. */
const MAX_PASSES = 32;
/** All steps before this one are examined, and later ones that grow by a fifth; between two with different outcomes, the step at which they change is searched. */
const FIRST_STEPS = 1100;
const LAST_STEP = 1e7;

/** A program to follow. */
interface Followed {
  readonly program: Block;
  /** The numbers of updates and of batches in a step. */
  readonly period: number;
  readonly perStep: number;
  readonly counters: ReturnType<Watch["counters"]>;
  readonly refuse: Refuse;
  readonly limit: TimeLimit;
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
const commonParts = (objectives: readonly TracedObjective[]): string =>
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

/** Returns the numbers of a program that does not read the number of the step. */
export function constantNumbers(pass: Pass, period: number): Numbers {
  const numbers = numbersIn(pass, 0);
  expectAlike(pass, pass, period, () => numbers);
  return { numbersAt: () => numbers, examined: [0] };
}

/** Follows a program through what it decides by the number of the step. `first`: its execution with known numbers. */
export function scheduledNumbers(first: Pass, { program, period, perStep, counters, refuse, limit }: Followed): Numbers {
  const batchesPerEpoch = Math.floor(IMAGES / first.recorder.batchSize!);
  const stepsPerEpoch = Math.max(1, Math.floor(batchesPerEpoch / perStep));

  const passAt = (step: number): Pass => {
    const decisions: Decision[] = [];
    let where: ProgramInterpreter | null = null;
    const clock: Clock = { step, decide: (holds) => { decisions.push({ holds, span: where!.span, after: recorderOf(where!).updates.length }); } };
    const values = new Counters(counters, clock, stepsPerEpoch);
    const recorder = execute(program, { limit, onCount: (place, value) => values.loop(place, value) }, (its, interpreter) => {
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
    const other = first.updates.slice(0, period).find(({ key }, i) => key !== updates[i]?.key) ?? (commonParts(objectives) === commonParts(first.objectives) ? null : first.updates[0]!);
    if (other) {
      const known = passes[0]?.decisions ?? [];
      const at = relevant.find(({ span }, i) => known[i]?.span.from !== span.from || !known[i].holds(step)) ?? relevant.at(-1) ?? other;
      throw problem("other", at.span);
    }
    return { recorder, updates, decisions: relevant, step, objectives };
  };

  const passes: Pass[] = [];
  const passFor = (step: number): Pass => {
    limit.expect();
    const known = passes.find(({ decisions }) => decisions.every(({ holds }) => refusedAs(() => holds(step), () => false)));
    if (known) return known;
    const made = passAt(step);
    passes.push(made);
    if (passes.length > MAX_PASSES) throw problem("often", made.decisions.at(-1)!.span);
    return made;
  };
  let last: { readonly step: number; readonly numbers: StepNumbers } | null = null;
  const numbersAt = (wanted: number): StepNumbers => limit.reading(() => {
    limit.expect();
    const step = Math.min(wanted, Number.MAX_SAFE_INTEGER);
    if (last?.step !== step) {
      const pass = passFor(step);
      last = { step, numbers: refusedAs(() => numbersIn(pass, step), (refusal) => { throw new PythonProblem(refusal.problem, pass.objectives[0]!.losses[0]!.span); }) };
    }
    return last.numbers;
  });
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
