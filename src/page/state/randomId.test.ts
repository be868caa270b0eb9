import { expect, test } from "vitest";
import { randomId } from "./randomId";

test("an id has two hexadecimal digits for each byte, and another one each time", () => {
  expect(randomId(16)).toMatch(/^[0-9a-f]{32}$/);
  expect(randomId(8)).not.toBe(randomId(8));
});
