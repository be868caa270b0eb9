import { describe, expect, test } from "vitest";
import { step as at } from "../../core/run/ids";
import { planTo, sameUpTo } from "./lessonRuns";
import { parse } from "../../state/urlCodec";

const of = (fragment: string) => parse(fragment).config;
const plain = of("model=vae");
const changed = of("model=vae&then=400:beta=0");

describe("the plan for a run to a lesson's step", () => {
  test("continues a run that has made the same steps, and applies the lesson's changes there", () => {
    expect(planTo({ begun: plain, step: at(120) }, plain, 400)).toEqual({ kind: "continue", set: [] });
    expect(planTo({ begun: plain, step: at(400) }, plain, 400)).toEqual({ kind: "done" });
    expect(planTo({ begun: plain, step: at(400) }, changed, 800)).toEqual({ kind: "continue", set: [["beta", 0]] });
    expect(planTo({ begun: changed, step: at(120) }, changed, 800)).toEqual({ kind: "continue", set: [] });
    expect(planTo({ begun: changed, step: at(120) }, plain, 400)).toEqual({ kind: "continue", set: [] });
  });

  test("corrects settings that were changed at the current step", () => {
    expect(planTo({ begun: of("model=vae&then=120:beta=3"), step: at(120) }, plain, 400)).toEqual({ kind: "continue", set: [["beta", 1]] });
  });

  test("restarts if the run is another one or too far, or would have to revert a change", () => {
    for (const [fragment, step] of [["model=beta-vae", 10], ["model=vae&seed=2", 10], ["model=vae&then=50:beta=2", 60], ["model=vae", 401], ["model=vae&lr=0.01", 0]] as const) {
      expect(planTo({ begun: of(fragment), step: at(step) }, plain, 400).kind, fragment).toBe("restart");
    }
    expect(planTo({ begun: plain, step: at(120) }, changed, 800).kind).toBe("restart");
  });
});

test("two runs are equal up to the step at which one was changed", () => {
  expect(sameUpTo(plain, changed, 400)).toBe(true);
  expect(sameUpTo(plain, changed, 401)).toBe(false);
  expect(sameUpTo(plain, of("model=vae&backend=cpu"), 400)).toBe(true);
});
