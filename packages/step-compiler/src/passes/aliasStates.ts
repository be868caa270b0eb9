/**
 * Decides which outputs alias inputs. An output with the name of an input is the next value of a state and has to end up in the
 * input's buffer. It is updated in place if all other readers of the old value can run before; otherwise it gets a buffer of
 * its own and is copied at the end of the step.
 */
import { isWhole, whole } from "../ir/access";
import type { Draft } from "./draft";
import { readsInOrder, tasksBy, valuesRead, type Operand, type TaskId, type ValueId, type TaskGraph } from "../ir/tasks";

export interface Output { readonly name: string; readonly operand: Operand; readonly size: number }

/**
 * Completes a draft: chooses the buffer of each output and orders readers of old states before the tasks that overwrite them.
 */
export function aliasStates(draft: Draft, outputs: readonly Output[]): TaskGraph {
  const aliases = new Map<ValueId, ValueId>();
  const places = new Map<string, ValueId>();
  const states: { readonly name: string; readonly state: ValueId; readonly next: ValueId }[] = [];
  for (const output of outputs) {
    const state = draft.inputs.get(output.name);
    const { operand, name } = output;
    const unchanged = operand.kind === "value" && operand.value === state && isWhole(operand.view, output.size);
    if (unchanged) places.set(name, operand.value);
    else {
      const next = ownValue(draft, output);
      if (state === undefined) places.set(name, next);
      else states.push({ name, state, next });
    }
  }

  const writers = tasksBy(draft.tasks, (task) => [task.value]);
  const readers = tasksBy(draft.tasks, valuesRead);
  const after = followers(draft, readers);
  const order: (readonly [TaskId, TaskId])[] = [];
  const mustPrecede = (state: ValueId, writer: TaskId) => {
    for (const reader of readers.get(state) ?? []) {
      if (reader === writer) continue;
      order.push([reader, writer]);
      after[reader]!.push(writer);
    }
  };
  const copied: typeof states = [];
  for (const each of states) {
    const { name, state, next } = each;
    const [writer, ...others] = writers.get(next) ?? [];
    const inPlace = writer !== undefined && others.length === 0 && !aliases.has(next)
      && writesInOrder(draft, writer) && draft.values[next]!.initial === undefined && readsInOrder(draft.tasks[writer]!, state)
      && !reaches(after, writer, new Set((readers.get(state) ?? []).filter((reader) => reader !== writer)));
    if (inPlace) {
      aliases.set(next, state);
      places.set(name, state);
      mustPrecede(state, writer);
    } else copied.push(each);
  }
  for (const { name, state, next } of copied) {
    const points = draft.values[next]!.size;
    const value = draft.add({ size: points, label: name });
    const arg: Operand = { kind: "value", value: next, view: whole(points) };
    const writer = draft.tasks.push({ kind: "copy", value, points, arg, to: whole(points) }) - 1;
    after.push([]);
    aliases.set(value, state);
    places.set(name, state);
    mustPrecede(state, writer);
  }
  return { values: draft.values, tasks: draft.tasks, inputs: draft.inputs, outputs: places, aliases, order };
}

/** Returns a value that tasks of this step write completely, so that its buffer can be chosen freely. */
function ownValue(draft: Draft, { operand, size, name }: Output): ValueId {
  if (operand.kind === "value" && isWhole(operand.view, size)) {
    const { input, initial, size: own } = draft.values[operand.value]!;
    const writtenByTasks = !input && (initial === undefined || draft.tasks.some(({ value }) => value === operand.value));
    if (writtenByTasks && own === size) return operand.value;
  }
  return draft.copy(operand, size, name);
}

/** Returns whether each point of a task writes the element with its own number, and all elements are written. */
function writesInOrder({ tasks, values }: Draft, id: TaskId): boolean {
  const task = tasks[id]!;
  return task.kind === "map" || (task.kind === "copy" && isWhole(task.to, values[task.value]!.size));
}

/** Returns, for each task, the tasks that read its result. */
const followers = ({ tasks }: Draft, readers: ReadonlyMap<ValueId, readonly TaskId[]>): TaskId[][] =>
  tasks.map(({ value }) => [...(readers.get(value) ?? [])]);

function reaches(after: readonly (readonly TaskId[])[], from: TaskId, goals: ReadonlySet<TaskId>): boolean {
  const seen = new Set<TaskId>();
  const open = [from];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    for (const next of after[task]!) {
      if (goals.has(next)) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return false;
}
