/** These tests check the order of groups of one or two tasks in graphs that are written by hand. */
import { expect, it } from "vitest";
import { whole } from "../ir/access";
import type { Operand, Task, TaskGraph, TaskId, ValueId } from "../ir/tasks";
import type { Group } from "./fuse";
import { schedule } from "./schedule";

/** A step makes a value of others. Two steps of one name write two parts of the same value. */
interface Step { readonly makes: string; readonly size: number; readonly from: readonly string[] }
const step = (makes: string, size: number, ...from: readonly string[]): Step => ({ makes, size, from });

/**
 * Returns the tasks in the order in which they are scheduled. x is an input of 1,000 elements; capital letters name outputs.
 */
function orderOf(steps: readonly Step[], { together = [], initial = [] }: { together?: readonly (readonly TaskId[])[]; initial?: readonly string[] } = {}): readonly TaskId[] {
  const names = ["x", ...new Set(steps.map(({ makes }) => makes))];
  const sizeOf = (name: string) => steps.find(({ makes }) => makes === name)?.size ?? 1000;
  const operand = (name: string): Operand => ({ kind: "value", value: names.indexOf(name), view: whole(sizeOf(name)) });
  const tasks = steps.map(({ makes, size, from }): Task => ({ kind: "map", value: names.indexOf(makes), points: size, fn: "add", args: from.map(operand) }));
  const work: TaskGraph = {
    values: names.map((name) => ({ size: sizeOf(name), label: name, ...(name === "x" ? { input: true } : {}), ...(initial.includes(name) ? { initial: 0 } : {}) })),
    tasks, inputs: new Map([["x", 0]]), outputs: new Map(names.flatMap((name, value): [string, ValueId][] => (/^[A-Z]/.test(name) ? [[name, value]] : []))),
    aliases: new Map(), order: [],
  };
  const members = [...together, ...steps.map((_, id) => [id]).filter(([id]) => !together.flat().includes(id!))].sort((a, b) => a[0]! - b[0]!);
  const groups = members.map((loop): Group => ({ contraction: undefined, loop, points: 1, boundaries: [] }));
  const before = members.map((loop, at) => members.flatMap((other, earlier) =>
    (earlier !== at && loop.some((id) => steps[id]!.from.some((name) => other.some((one) => steps[one]!.makes === name))) ? [earlier] : [])));
  return schedule(work, { groups, before }).flatMap(({ loop }) => loop);
}

it("is the one they come in, where none frees memory", () => {
  expect(orderOf([step("a", 10, "x"), step("b", 10, "x"), step("C", 1000, "a", "b"), step("D", 5, "x")])).toEqual([0, 1, 2, 3]);
});

it("moves a group forward that frees more than it takes", () => {
  expect(orderOf([step("a", 100, "x"), step("b", 100, "x"), step("C", 1, "b"), step("D", 1, "a")])).toEqual([0, 3, 1, 2]);
  expect(orderOf([step("a", 100, "x"), step("b", 100, "x"), step("c", 99, "a"), step("D", 1, "b", "c")])).toEqual([0, 2, 1, 3]);
  expect(orderOf([step("a", 100, "x"), step("b", 100, "x"), step("c", 100, "a"), step("D", 1, "b", "c")])).toEqual([0, 1, 2, 3]);
});

it("frees a value with the last of its readers", () => {
  // Directly after a, none of its two readers frees it; after the first reader, the other one does.
  expect(orderOf([step("a", 100, "x"), step("b", 10, "x"), step("C", 1, "a"), step("D", 1, "b"), step("E", 1, "a")])).toEqual([0, 1, 3, 2, 4]);
  expect(orderOf([step("a", 100, "x"), step("B", 1, "a"), step("c", 10, "x"), step("D", 1, "c"), step("E", 1, "a")])).toEqual([0, 1, 4, 2, 3]);
});

it("takes the memory of a value once, with the first of the groups that write it", () => {
  // The second part of v takes no more memory and frees a, so that it comes before q; then v is freed, and last q.
  const steps = [step("a", 60, "x"), step("v", 100, "x"), step("q", 10, "x"), step("v", 100, "a"), step("W", 1, "v"), step("Q", 1, "q")];
  expect(orderOf(steps)).toEqual([0, 1, 3, 4, 2, 5]);
});

it("does not count what lasts: outputs, and what is written before the first step", () => {
  expect(orderOf([step("A", 100, "x"), step("b", 10, "x"), step("C", 1, "A"), step("D", 1, "b")])).toEqual([0, 1, 3, 2]);
  expect(orderOf([step("a", 100, "x"), step("b", 10, "x"), step("C", 1, "a"), step("D", 1, "b")], { initial: ["a"] })).toEqual([0, 1, 3, 2]);
});

it("does not count what one group makes and reads itself", () => {
  const steps = [step("a", 10, "x"), step("b", 500, "x"), step("C", 1, "b"), step("D", 1, "a")];
  expect(orderOf(steps, { together: [[1, 2]] })).toEqual([0, 3, 1, 2]);
  expect(orderOf([step("a", 10, "x"), step("b", 500, "a"), step("C", 1, "b"), step("d", 5, "x"), step("E", 1, "d")], { together: [[1, 2]] })).toEqual([0, 1, 2, 3, 4]);
});
