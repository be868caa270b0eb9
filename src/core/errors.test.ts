import { expect, it } from "vitest";
import { ElboError, isAboutData, lacksOwnImages, type ErrorCode } from "./errors";

it("an error crosses from the worker with its code, its message and where it was thrown", () => {
  const thrown = new ElboError("bad-latent", "three numbers, not two");
  const read = ElboError.from(structuredClone(thrown.toWire()));
  expect(read).toBeInstanceOf(ElboError);
  expect([read.code, read.message, read.stack]).toEqual([thrown.code, thrown.message, thrown.stack]);
  expect(ElboError.from({ code: "internal", message: "no stack" }).stack).toContain("no stack");
});

it("whatever is caught has a code: its own, or internal", () => {
  const own = new ElboError("superseded", "another run");
  expect(ElboError.of(own)).toBe(own);
  const error = new TypeError("x is undefined");
  expect(ElboError.of(error)).toMatchObject({ code: "internal", message: "x is undefined", cause: error });
  expect(ElboError.of("a text")).toMatchObject({ code: "internal", message: "a text" });
});

it("codes say whether data are missing", () => {
  const codes: readonly ErrorCode[] = ["data-unreachable", "data-damaged", "own-data-missing", "own-data-newer", "own-data-damaged", "own-data-in-frame", "internal"];
  const those = (test: typeof isAboutData) => codes.filter((code) => test({ code, message: "" }));
  expect(those(isAboutData)).toEqual(["data-unreachable", "data-damaged"]);
  expect(those(lacksOwnImages)).toEqual(["own-data-missing", "own-data-newer", "own-data-damaged"]);
});
