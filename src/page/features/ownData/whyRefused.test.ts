import { expect, it } from "vitest";
import { OwnDataError } from "../../../core/data/ownData";
import { ElboError } from "../../../core/errors";
import { textsOf } from "../../i18n";
import { en } from "./texts.en";
import { whyRefused } from "./whyRefused";

const { notices } = textsOf("en");

it("storage that another tab blocks is not reported as damaged images, nor a failure of the page as one of the run", () => {
  const why = (error: unknown) => whyRefused(error, en, notices);
  expect(why(new ElboError("storage-blocked", ""))).toBe(notices.failure["storage-blocked"].body);
  expect(why(new OwnDataError("not-loaded"))).toBe(en.refused["not-loaded"]());
  expect(why(new TypeError("a bug"))).toBe(notices.failure.internal.title);
  expect(why(new ElboError("superseded", ""))).toBeNull();
});

it("names of files are cut, on one line, and in their own direction", () => {
  const name = `c\u202ets\n${"x".repeat(500)}`;
  expect(whyRefused(new OwnDataError("no-bytes", name), en, notices)).toBe(`c ts ${"x".repeat(54)}… is empty. Choose another copy.`);
});
