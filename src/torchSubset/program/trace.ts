/**
 * Executes a PyTorch program and reads off what one training step computes. The program sees a few batches; the updates that it makes with them repeat,
 * and the shortest repetition is the step.
 */
import { MAX_PROGRAM } from "../../core/run/runConfig";
import { parse } from "../python/parse";
import { PythonProblem } from "../python/problem";
import { guarded } from "../python/refusals";
import type { Span } from "../python/syntax";
import { MAX_READING_MILLIS, TimeLimit } from "../python/timeLimit";
import type { Value } from "../python/values";
import { RECORDED_BATCHES } from "./data";
import { execute, nameStored } from "./execute";
import { inOrder, type Node, type Stored } from "./graph";
import { objectivesOf, ownersOf, readUpdates, type TracedObjective } from "./objectives";
import { refuseTraining, type Refuse } from "./refuseTraining";
import { Watch } from "./schedule";
import { constantNumbers, scheduledNumbers, type Numbers, type Pass } from "./stepNumbers";

/** What one training step of a program computes. */
export interface TracedProgram extends Numbers {
  /** The text of the program. */
  readonly source: string;
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

/**
 * Executes a program and returns its step. `onValue`: called with the value of each assignment. `limit`: the time of a reading of which this is a part;
 * absent: this is all of it. Throws a `PythonProblem`.
 */
export function trace(source: string, onValue: (value: Value, span: Span) => void = () => undefined, limit?: TimeLimit): TracedProgram {
  const own = limit ?? new TimeLimit(MAX_READING_MILLIS);
  const traced = own.reading(() => guarded({ from: source.length, to: source.length }, () => stepIn(source, onValue, own)));
  if (!limit) own.separate();
  return traced;
}

function stepIn(source: string, onValue: (value: Value, span: Span) => void, limit: TimeLimit): TracedProgram {
  if (source.length > MAX_PROGRAM) throw new PythonProblem({ kind: "too-much", of: "length", limit: MAX_PROGRAM }, { from: MAX_PROGRAM, to: source.length });
  const program = parse(source);
  const watched = new Watch();
  const read = new Set<string>();
  let isTraining = true;
  let batches = () => 0;
  const recorder = execute(program, {
    limit,
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
  const end = { from: source.length, to: source.length };
  const refuse: Refuse = (why, of) => refuseTraining(why, { ...(of !== undefined && { of }), span: end });
  const { batchSize } = recorder;
  if (recorder.updates.length === 0 || batchSize === null) throw refuse("nothing");
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
  const { numbersAt, examined } = counts ? scheduledNumbers(first, { program, period, perStep, counters, refuse, limit }) : constantNumbers(first, period);
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

/** Returns the shortest period of a sequence; null if nothing repeats. */
function periodOf(keys: readonly string[]): number | null {
  for (let period = 1; 2 * period <= keys.length; period++) if (keys.every((key, i) => key === keys[i % period])) return period;
  return null;
}
