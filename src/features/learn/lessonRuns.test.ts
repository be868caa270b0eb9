import { describe, expect, test } from "vitest";
import { step as at } from "../../core/run/ids";
import { createSeries } from "../../state/series";
import { createAppStore } from "../../state/createAppStore";
import type { Session } from "../../state/session";
import { lessons } from "../../lessons/registry";
import { planTo, readOutcome, sameUpTo } from "./lessonRuns";
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

test("a result has the loss of each single step, which the equation shows too, beside the smoothed curve and the median of the last steps", async () => {
  const series = createSeries();
  series.restart(["reconstruction", "kl", "total"]);
  series.append(at(1), Float32Array.from({ length: 3 * 400 }, (_, i) => (i % 3 === 1 ? 5 + (i % 2) : 160)));
  const kl = series.values("kl");
  const { measured, curve, steps } = await readOutcome({ store: createAppStore(), session: {} as Session /* losses need no measurement */, series }, lessons["elbo-terms"].rounds[0]);
  expect(steps).toEqual([1, 20, 60, 120, 200, 300, 400].map((one) => [one, kl[one - 1]]));
  expect(steps!.at(-1)![1]).toBe(series.last["kl"]);
  expect(curve.at(-1)![1]).not.toBe(series.last["kl"]);
  expect(measured["loss kl"]).toBe(5.5);
});
