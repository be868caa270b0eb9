import { expect, test } from "vitest";
import { OwnDataError, ownId } from "./ownData";
import { readOwnId } from "./ownId";

const HASH = "0123456789abcdef";

test.each([
  ["Fashion MNIST", "fashion-mnist"], ["  (My) digits!  ", "my-digits"], ["żółw", "w"], ["数字", "images"], ["", "images"], ["---", "images"],
  ["abcdefghijklmnopqrstuvw xyz", "abcdefghijklmnopqrstuvw"], // a hyphen would be the 24th character
  ["a".repeat(30), "a".repeat(24)],
])("the file name %j becomes %j in a link", (name, short) => {
  const written = ownId({ name, classes: 3, hash: `${HASH}${HASH}` });
  expect(written).toBe(`${short}.3.${HASH}`);
  expect(readOwnId(written)).toEqual({ name: short, classes: 3, hash: HASH });
});

test("an error says its reason, and at most 60 characters of the detail", () => {
  const [plain, detailed] = [new OwnDataError("nothing"), new OwnDataError("damaged", "x".repeat(100))];
  expect([plain.message, plain.reason, plain.detail]).toEqual(["nothing", "nothing", ""]);
  expect([detailed.reason, detailed.detail]).toEqual(["damaged", `${"x".repeat(59)}…`]);
  expect(detailed.message).toBe(`damaged: ${detailed.detail}`);
});
