import { expect, test } from "vitest";
import { createListeners } from "./listeners";

test("a listener is called until it is removed", () => {
  const { add, call } = createListeners();
  const calls: string[] = [];
  const remove = add(() => calls.push("first"));
  add(() => calls.push("second"));
  call();
  remove();
  call();
  expect(calls).toEqual(["first", "second", "second"]);
});
