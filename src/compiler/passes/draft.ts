/** A task graph while it is being made from a graph: `lower.ts` fills it, with what `reluGradients.ts` adds; `aliasStates.ts` completes it. */
import { whole } from "../ir/access";
import { boundariesOfTask, keyOfOperand, type Operand, type Task, type Value, type ValueId } from "../ir/tasks";

/** Tasks and values while they are being collected. */
export interface Draft {
  readonly values: Value[];
  readonly tasks: Task[];
  readonly inputs: Map<string, ValueId>;
  /** Hands back the new value. */
  add(value: Value): ValueId;
  /** Adds a task. If no one space fits its views, what it reads is copied first. */
  perform(task: Task): void;
  /** A new value with these elements in order. */
  copy(operand: Operand, size: number, label: string): ValueId;
}

export function createDraft(): Draft {
  const values: Value[] = [];
  const tasks: Task[] = [];
  const copies = new Map<string, ValueId>();
  const add = (value: Value): ValueId => values.push(value) - 1;
  const draft: Draft = {
    values, tasks, inputs: new Map(), add,
    perform(task) {
      if (boundariesOfTask(task)) {
        tasks.push(task);
        return;
      }
      const inOrder = (operand: Operand): Operand => {
        const value = draft.copy(operand, task.points, `copy[${task.points}]`);
        return { kind: "value", value, view: whole(task.points) };
      };
      // Numbers need no view; the others are copied into the order in which they are read.
      const settle = (operand: Operand) => (operand.kind === "number" ? operand : inOrder(operand));
      if (task.kind === "map") tasks.push({ ...task, args: task.args.map(settle) });
      else if (task.kind !== "contract") tasks.push({ ...task, arg: settle(task.arg) });
    },
    copy(operand, size, label) {
      const key = `${keyOfOperand(operand)}[${size}]`;
      const known = copies.get(key);
      if (known !== undefined) return known;
      const initial = operand.kind === "number" ? { initial: operand.value } : {};
      const value = add({ size, label, ...initial });
      if (operand.kind === "value") draft.perform({ kind: "copy", value, points: size, arg: operand, to: whole(size) });
      copies.set(key, value);
      return value;
    },
  };
  return draft;
}
