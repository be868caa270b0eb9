/** What happens while a program is executed: its draws, its backward passes, its updates. */
import type { Interpreter, PythonObject, Scope } from "../python/values";
import type { Span } from "../python/syntax";
import type { Node, Schedule, Stored } from "./graph";
import type { TensorNames } from "./summands";

/** One step of an optimiser, or of several that apply gradients of the same backward passes one after the other. */
export interface Update {
  readonly groups: readonly ParameterGroup[];
  readonly bounds: readonly GradientBound[];
  /** The losses whose gradients it applies; they add up. */
  readonly losses: readonly Node[];
  /** The number of batches and of draws that were taken before it. */
  readonly batches: number;
  readonly draws: number;
  /** Its losses contain results from before earlier updates. `fromStart`: all of their parameters have the values from before all updates. */
  readonly isStale: boolean;
  readonly fromStart: boolean;
  /** The call that made it, or the last one. */
  readonly span: Span;
}

/** A parameter or buffer that the program itself changes. */
export interface Change {
  readonly stored: Stored;
  readonly value: Node;
  /** The number of updates before it. */
  readonly after: number;
}

/** Parameters with the same optimiser and learning rate. */
export interface ParameterGroup {
  readonly kind: "Adam" | "RMSprop" | "SGD";
  readonly parameters: readonly Stored[];
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The learning rate; if it depends on the step, that of the recorded one, and `rateAt` has those of all. */
  readonly rate: number;
  readonly rateAt: Schedule;
  /** The factor of weight decay; null: its parameters do not decay. */
  readonly decayAt: Schedule | null;
  /** Weights decay by themselves, and not by their gradients. */
  readonly isDecoupled: boolean;
}

/** A bound on the norm of the gradients of these parameters together. */
export interface GradientBound {
  readonly parameters: readonly Stored[];
  readonly at: Schedule;
  /** The number of backward passes and of updates before it. */
  readonly passes: number;
  readonly after: number;
  /** The call that set it. */
  readonly span: Span;
}

/** A backward pass. `isStale`: its gradients need results from before an update of their parameters. `span`: the call. */
export interface Backward {
  readonly loss: Node;
  readonly isStale: boolean;
  readonly span: Span;
}

export interface Recorder {
  /** Operations are recorded for gradients. */
  gradients: boolean;
  readonly draws: Node[];
  readonly backwards: Backward[];
  readonly updates: Update[];
  readonly bounds: GradientBound[];
  /** `zero` drops their gradients, as zero_grad() does. */
  readonly optimisers: { readonly parameters: readonly Stored[]; zero(interpreter: object): void }[];
  /** The versions of parameters before the first update of each. */
  readonly starts: Map<Stored, number>;
  /** Numbers that objects of libraries count, by a name for each. */
  readonly counts: Scope;
  /** The modules whose parameters have names, by the first part of these. */
  readonly modules: Map<string, PythonObject>;
  readonly changes: Change[];
  /** The buffers that were changed since the last update. */
  readonly changed: Set<{ next(interpreter: Pick<Interpreter, "span" | "count" | "countInBulk">): void }>;
  /** The number of batches taken so far. */
  batches: number;
  batchSize: number | null;
  /** Called when a program takes a batch, has taken the last one, or begins to take them again. */
  onBatch: (what: "batch" | "end" | "again") => void;
  /** The length of a loader, if it is not the number of recorded batches. */
  length: number | null;
  /** Data that the program makes itself, one row for each example; null: MNIST. */
  ownData: Node | null;
  /** The share of pixels that the program hides in all images; null: it hides none. */
  missing: number | null;
  /** The number of images of each class whose labels a semi-supervised program knows; null: it is none. */
  labelled: number | null;
  readonly names: TensorNames;
  /** The methods of tensors that are written in Python. */
  readonly methods: Map<string, PythonObject>;
  /** The images that the program saves at its end. */
  pictures: Node | null;
}

const recorders = new WeakMap<object, Recorder>();

/** Gives an interpreter a new recorder. */
export function record(interpreter: Interpreter): Recorder {
  const recorder: Recorder = { gradients: true, draws: [], backwards: [], updates: [], bounds: [], optimisers: [], starts: new Map(), counts: { values: new Map(), around: null, own: null }, modules: new Map(), changes: [], changed: new Set(), batches: 0, batchSize: null, onBatch: () => undefined, length: null, ownData: null, missing: null, labelled: null, names: { variables: new Map(), keys: new Map(), calls: new Map() }, methods: new Map(), pictures: null };
  recorders.set(interpreter, recorder);
  return recorder;
}

/** Returns an interpreter's recorder. Throws if it has none. */
export function recorderOf(interpreter: object): Recorder {
  const recorder = recorders.get(interpreter);
  if (!recorder) throw new Error("This interpreter records no program.");
  return recorder;
}
