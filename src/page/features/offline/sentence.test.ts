import { expect, it } from "vitest";
import { sentenceOf } from "./sentence";
import { en } from "./texts.en";

const nothing = { phase: "waiting", chosen: ["page"], parts: null, newer: false, room: null } as const;
const tally = { files: 9, bytes: 1, kept: 4 };

it("a list of files that did not arrive is not announced as a check that comes later", () => {
  expect(sentenceOf(nothing, en)).toBe(en.phases.waiting);
  expect(sentenceOf({ ...nothing, phase: "unreachable" }, en)).toBe(en.phases.unchecked);
  expect(sentenceOf({ ...nothing, phase: "unreachable", parts: { page: tally, data: tally, trained: tally } }, en)).toBe(en.phases.unreachable("4", "9"));
  expect(sentenceOf({ ...nothing, chosen: [], phase: "unreachable" }, en)).toBe(en.phases.none);
});
