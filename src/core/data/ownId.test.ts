import { expect, it } from "vitest";
import { readOwnId, sameOwn } from "./ownId";

const HASH = "0123456789abcdef";

it.each([
  [`fashion-mnist.10.${HASH}`, { name: "fashion-mnist", classes: 10, hash: HASH }],
  [`a.0.${HASH}`, { name: "a", classes: 0, hash: HASH }],
  [`a.11.${HASH}`, null], [`a.01.${HASH}`, null], [`-a.1.${HASH}`, null], [`A.1.${HASH}`, null], [`${"a".repeat(25)}.1.${HASH}`, null],
  [`a.1.${HASH}0`, null], [`a.1.${HASH.toUpperCase()}`, null], [`.1.${HASH}`, null], ["a.1", null], ["", null],
])("%s: %o", (written, id) => expect(readOwnId(written)).toEqual(id));

it("own images are the same by their numbers, whatever their names", () => {
  expect(sameOwn(`a.1.${HASH}`, `b.2.${HASH}`)).toBe(true);
  expect(sameOwn(`a.1.${HASH}`, `a.1.${HASH.replace("0", "1")}`)).toBe(false);
});
