/** A task graph under construction: `lower.ts` and `reluGradients.ts` fill it, `aliasStates.ts` completes it. */
import { whole } from "../ir/access";
import { boundariesOfTask, keyOfOperand, type Operand, type Task, type Value, type ValueId } from "../ir/tasks";

/** Collects tasks and values. */
export interface Draft {
  readonly values: Value[];
  readonly tasks: Task[];
  readonly inputs: Map<string, ValueId>;
  /** Adds a value and returns it. */
  add(value: Value): ValueId;
  /** Adds a task. If no single space fits its views, its operands are copied first. */
  perform(task: Task): void;
  /** Returns a new value with these elements in order. */
  copy(operand: Operand, size: number, label: string): ValueId;
}

/** Creates an empty draft. */
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
      // Numbers need no view; other operands are copied into the order in which they are read.
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
