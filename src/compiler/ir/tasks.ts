/**
 * What a plan is put together from: values that may need a place in memory, and the tasks that make them. Reshapes,
 * slices and broadcasts are gone: a task says by a walk which elements of a value it reads.
 */
import { cutsOf, isWhole, keyOf, refine, type Cuts, type Walk } from "./access";
import type { Combine, MapFunction, Product } from "./graph";

/** The position of a value. */
export type ValueId = number;

/** The position of a task; what it reads is made by earlier ones. */
export type TaskId = number;

export interface Value {
  readonly size: number;
  /** For people. */
  readonly label: string;
  /** Handed in at each step. */
  readonly input?: boolean;
  /** Written before the first step: all of it, or what no task writes. A number: every element is it. */
  readonly initial?: number | Float32Array;
}

/** What a task takes at each of its points. */
export type Operand =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "value"; readonly value: ValueId; readonly walk: Walk };

/** Equal for operands that are equal, and only for them. */
export const keyOfOperand = (operand: Operand): string =>
  operand.kind === "number" ? `${operand.value}` : `${operand.value}@${keyOf(operand.walk)}`;

export type Task =
  /** One element for each point, in order. */
  | { readonly kind: "map"; readonly value: ValueId; readonly points: number; readonly fn: MapFunction; readonly args: readonly Operand[] }
  | {
    readonly kind: "reduce"; readonly value: ValueId; readonly points: number; readonly combine: Combine;
    readonly arg: Operand; readonly to: Walk;
  }
  /** Copies into a part of a value, or into all of it. */
  | { readonly kind: "place"; readonly value: ValueId; readonly points: number; readonly arg: Operand; readonly to: Walk }
  | {
    readonly kind: "contract"; readonly value: ValueId; readonly points: number;
    readonly left: ValueId; readonly right: ValueId; readonly parts: readonly Product[];
  };

export interface Work {
  readonly values: readonly Value[];
  readonly tasks: readonly Task[];
  readonly inputs: ReadonlyMap<string, ValueId>;
  readonly outputs: ReadonlyMap<string, ValueId>;
  /** Values that are left where an input is: the next value of a state. */
  readonly homes: ReadonlyMap<ValueId, ValueId>;
  /** Pairs of which the first reads what the second overwrites. */
  readonly order: readonly (readonly [TaskId, TaskId])[];
}

/** What a task reads at each of its points; a contraction reads its matrices in its own way. */
export function operandsOf(task: Task): readonly Operand[] {
  switch (task.kind) {
    case "map": return task.args;
    case "reduce": case "place": return [task.arg];
    case "contract": return [];
    default: return task satisfies never;
  }
}

/** The values that a task reads. */
export function valuesRead(task: Task): readonly ValueId[] {
  if (task.kind === "contract") return [task.left, task.right];
  return operandsOf(task).flatMap((operand) => (operand.kind === "value" ? [operand.value] : []));
}

/** Whether all that a task reads of a value are its elements in order, one at each point. */
export function readsInOrder(task: Task, value: ValueId): boolean {
  if (task.kind === "contract") return false;
  return operandsOf(task).every((operand) =>
    operand.kind !== "value" || operand.value !== value || isWhole(operand.walk, task.points));
}

/** Where a task's walks turn; nothing if they do not fit into one space. */
export function cutsOfTask(task: Task): Cuts | undefined {
  const walks = operandsOf(task).flatMap((operand) => (operand.kind === "value" ? [operand.walk] : []));
  if (task.kind === "reduce" || task.kind === "place") walks.push(task.to);
  return walks.reduce<Cuts | undefined>((cuts, walk) => cuts && refine(cuts, cutsOf(walk)), []);
}

/** For each value, the tasks that this function names it in. */
export function tasksBy(tasks: readonly Task[], values: (task: Task) => readonly ValueId[]): Map<ValueId, TaskId[]> {
  const found = new Map<ValueId, TaskId[]>();
  tasks.forEach((task, id) => {
    for (const value of values(task)) {
      const known = found.get(value);
      if (!known) found.set(value, [id]);
      else if (known.at(-1) !== id) known.push(id);
    }
  });
  return found;
}
