import { expect, it } from "vitest";
import { showsRun } from "./openInLearn";

it("only Learn's lists do not display the run; lecture mode displays it in any room", () => {
  const lists = { room: "learn", present: false, lesson: null, study: null, exercise: null } as const;
  expect(showsRun(lists)).toBe(false);
  for (const change of [{ room: "lab" }, { room: "play" }, { present: true }, { lesson: "blur" }, { study: "memorising" }, { exercise: "elbo" }] as const) {
    expect(showsRun({ ...lists, ...change })).toBe(true);
  }
});
