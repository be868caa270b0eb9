import { expect, it } from "vitest";
import { pressed } from "../../ui/kit/testing";
import { duration } from "./Speaker";
import { talkCommandOf } from "./talkKeys";

const press = (key: string) => pressed(key, "");

it("gives the clicker's buttons to the talk, and leaves other keys to the page", () => {
  expect(["PageDown", "PageUp", "b", "B", ".", "Home", "w"].map((key) => talkCommandOf(press(key), true)))
    .toEqual(["next", "previous", "blank", "blank", "blank", "again", "speaker"]);
  for (const key of [" ", "r", "ArrowLeft", "Escape", "constructor"]) expect(talkCommandOf(press(key), true)).toBeNull();
  expect(talkCommandOf({ ...press("b"), ctrlKey: true }, true)).toBeNull();
  expect(["b", ".", "w", "PageDown"].map((key) => talkCommandOf(press(key), false))).toEqual([null, null, null, "next"]);
});

it("writes a duration as a clock does", () => {
  expect([-5, 0, 7_999, 65_000, 3_599_000, 4_025_000].map(duration)).toEqual(["0:00", "0:00", "0:07", "1:05", "59:59", "1:07:05"]);
});
