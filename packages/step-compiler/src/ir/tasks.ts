/**
 * The IR between graph and plan: values, which may need memory, and the tasks that compute them. Reshapes, slices and
 * broadcasts are gone: a task reads its operands through views.
 */
import { boundariesOf, isWhole, keyOf, refine, type Boundaries, type View } from "./access";
import type { Combine, MapFunction, Product } from "./graph";

/** A value is identified by its position. */
export type ValueId = number;

/** A task is identified by its position; it reads values that earlier tasks make. */
export type TaskId = number;

export interface Value {
  readonly size: number;
  /** A name for people to read. */
  readonly label: string;
  /** True if the caller writes it before each step. */
  readonly input?: boolean;
  /**
   * The elements that are written before the first step: all of them, or those that no task writes. A number fills the whole
   * value.
   */
  readonly initial?: number | Float32Array;
}

/** The value that a task reads at each of its points. */
export type Operand =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "value"; readonly value: ValueId; readonly view: View };

/** Returns a string that is equal for equal operands only. */
export function keyOfOperand(operand: Operand): string {
  if (operand.kind === "number") return Object.is(operand.value, -0) ? "-0" : `${operand.value}`;
  return `${operand.value}@${keyOf(operand.view)}`;
}

export type Task =
  /** Computes one element for each point, in order. */
  | { readonly kind: "map"; readonly value: ValueId; readonly points: number; readonly fn: MapFunction; readonly args: readonly Operand[] }
  | {
    readonly kind: "reduce"; readonly value: ValueId; readonly points: number; readonly combine: Combine;
    readonly arg: Operand; readonly to: View;
  }
  /** Copies into a part of a value, or into all of it. */
  | { readonly kind: "copy"; readonly value: ValueId; readonly points: number; readonly arg: Operand; readonly to: View }
  | {
    readonly kind: "contract"; readonly value: ValueId; readonly points: number;
    readonly left: ValueId; readonly right: ValueId; readonly parts: readonly Product[];
  };

export interface TaskGraph {
  readonly values: readonly Value[];
  readonly tasks: readonly Task[];
  readonly inputs: ReadonlyMap<string, ValueId>;
  readonly outputs: ReadonlyMap<string, ValueId>;
  /** Maps the next value of a state to the input whose buffer it is written to. */
  readonly aliases: ReadonlyMap<ValueId, ValueId>;
  /** Anti-dependences: the first task reads what the second overwrites. */
  readonly order: readonly (readonly [TaskId, TaskId])[];
}

/** Returns the operands that a task reads through views, point by point; a contraction addresses its matrices by `parts`. */
export function operandsOf(task: Task): readonly Operand[] {
  switch (task.kind) {
    case "map": return task.args;
    case "reduce": case "copy": return [task.arg];
    case "contract": return [];
    default: return task satisfies never;
  }
}

/** Returns the values that a task reads. */
export function valuesRead(task: Task): readonly ValueId[] {
  if (task.kind === "contract") return [task.left, task.right];
  return operandsOf(task).flatMap((operand) => (operand.kind === "value" ? [operand.value] : []));
}

/** Returns whether a task reads a value only in order, one element at each point. */
export function readsInOrder(task: Task, value: ValueId): boolean {
  if (task.kind === "contract") return false;
  return operandsOf(task).every((operand) =>
    operand.kind !== "value" || operand.value !== value || isWhole(operand.view, task.points));
}

/** Returns the dimensions that a loop over a task's views needs; undefined if no single space fits them all. */
export function boundariesOfTask(task: Task): Boundaries | undefined {
  const views = operandsOf(task).flatMap((operand) => (operand.kind === "value" ? [operand.view] : []));
  if (task.kind === "reduce" || task.kind === "copy") views.push(task.to);
  return views.reduce<Boundaries | undefined>((boundaries, view) => boundaries && refine(boundaries, boundariesOf(view)), []);
}

/** Returns, for each value, the tasks for which `values` lists it. */
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
