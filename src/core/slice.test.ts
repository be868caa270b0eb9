import { expect, test } from "vitest";
import { onOffPreference } from "./slice";

test.each([true, false])("a preference that is %s at first is read as it was stored, and an invalid text counts as none", (initial) => {
  const { read, write } = onOffPreference("name", initial);
  expect([true, false].map((on) => read(write(on)))).toEqual([true, false]);
  expect([read(null), read("maybe")]).toEqual([initial, initial]);
});
