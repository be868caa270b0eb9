import { describe, expect, test } from "vitest";
import { step as at } from "../../../core/run/ids";
import { createSeries } from "../../state/series";
import { createAppStore } from "../../state/createAppStore";
import type { Session } from "../../state/session";
import { lessons } from "../../../course/lessons/registry";
import type { CurveQuestion } from "../../../course/lessons/lesson";
import { curvesOf, readerOf } from "../../ui/lossChart/chartData";
import { curveOfRound, knownStart, measureWithSteps, planTo, readOutcome, sameUpTo } from "./lessonRuns";
import { parse } from "../../state/urlCodec";
import { EMPTY_NOTES } from "./lessons/notebook";

const of = (fragment: string) => parse(fragment).config;
const plain = of("model=vae&pool=growing");
const changed = of("model=vae&pool=growing&then=400:beta=0");

describe("the plan for a run to a lesson's step", () => {
  test("continues a run that has made the same steps, and applies the lesson's changes there", () => {
    expect(planTo({ begun: plain, step: at(120) }, plain, 400)).toEqual({ kind: "continue", set: [] });
    expect(planTo({ begun: plain, step: at(400) }, plain, 400)).toEqual({ kind: "done" });
    expect(planTo({ begun: plain, step: at(400) }, changed, 800)).toEqual({ kind: "continue", set: [["beta", 0]] });
    expect(planTo({ begun: changed, step: at(120) }, changed, 800)).toEqual({ kind: "continue", set: [] });
    expect(planTo({ begun: changed, step: at(120) }, plain, 400)).toEqual({ kind: "continue", set: [] });
  });

  test("corrects settings that were changed at the current step", () => {
    expect(planTo({ begun: of("model=vae&pool=growing&then=120:beta=3"), step: at(120) }, plain, 400)).toEqual({ kind: "continue", set: [["beta", 1]] });
  });

  test("restarts if the run is another one or too far, or would have to revert a change", () => {
    for (const [fragment, step] of [["model=beta-vae", 10], ["model=vae&seed=2", 10], ["model=vae&then=50:beta=2", 60], ["model=vae&pool=growing", 401], ["model=vae&lr=0.01", 0]] as const) {
      expect(planTo({ begun: of(fragment), step: at(step) }, plain, 400).kind, fragment).toBe("restart");
    }
    expect(planTo({ begun: plain, step: at(120) }, changed, 800).kind).toBe("restart");
  });
});

test("two runs are equal up to the step at which one was changed", () => {
  expect(sameUpTo(plain, changed, 400)).toBe(true);
  expect(sameUpTo(plain, changed, 401)).toBe(false);
  expect(sameUpTo(plain, of("model=vae&pool=growing&backend=cpu"), 400)).toBe(true);
});

describe("the curve beside a guess", () => {
  const round = lessons["elbo-terms"].rounds[0];
  const question = round.question as CurveQuestion;
  const at400 = (smoothing: number, begun = plain) => {
    const series = createSeries();
    series.restart(["reconstruction", "kl", "total"]);
    series.append(at(1), Float32Array.from({ length: 3 * 400 }, (_, i) => (i % 3 === 1 ? (i < 90 ? 20 : 5 + (i % 2)) : 160)));
    return { store: createAppStore({ begun, step: at(400), chart: { log: false, smoothing, all: false } }), session: {} as Session /* losses need no measurement */, series };
  };
  const stored = { measured: {}, curve: [[1, 7], [400, 7]] } as const;

  test.each([0.8, 0.3, 0])("is the loss chart's curve, with its smoothing %f", (smoothing) => {
    const parts = at400(smoothing);
    const { x, smoothed, raw } = curvesOf(readerOf(parts.series), ["kl"], 540, smoothing);
    const shown = curveOfRound(parts, round, question, stored);
    expect(shown.smoothed.map(([step]) => step)).toEqual([...x]);
    (smoothed ?? raw)[0]!.forEach((value, i) => expect(shown.smoothed[i]![1]).toBeCloseTo(value, 2));
    expect(shown.raw?.[10]).toEqual(smoothing > 0 ? [11, 20] : undefined);
  });

  test("is the stored one if the current run is another one", () => {
    expect(curveOfRound(at400(0.8, of("model=vae&seed=2")), round, question, stored)).toEqual({ smoothed: stored.curve, raw: null });
  });

  test("has beside it in the notes the loss of each single step, which the equation shows too, and the median of the last steps", async () => {
    const parts = at400(0.8);
    const kl = parts.series.values("kl");
    const { measured, curve, steps } = await readOutcome(parts, round);
    expect(steps).toEqual([1, 20, 60, 120, 200, 300, 400].map((one) => [one, kl[one - 1]]));
    expect(steps!.at(-1)![1]).toBe(parts.series.last["kl"]);
    expect(curve.at(-1)![1]).not.toBe(parts.series.last["kl"]);
    expect(curve.length).toBeLessThanOrEqual(240);
    expect(measured["loss kl"]).toBe(5.5);
  });
});

test("a curve's known start is what the round before has shown, if its run continues that round's", () => {
  const lesson = lessons["posterior-collapse"];
  const [before, round] = lesson.rounds;
  const notes = { ...EMPTY_NOTES, outcomes: { [before.id]: { measured: { "loss kl": 0.004 }, curve: [] } } };
  expect(knownStart(lesson, round!, notes)).toBe(0.004);
  expect(knownStart(lesson, round!, EMPTY_NOTES)).toBeNull();
  expect(knownStart(lesson, { ...round!, run: "model=vae&beta=4&seed=1" }, notes)).toBeNull();
  expect(knownStart(lesson, before, notes)).toBeNull();
});

test("a value that is measured while the run trains has the step of its measurement, not that of its request", async () => {
  const store = createAppStore({ begun: plain, step: at(400) });
  const series = createSeries();
  series.restart(["reconstruction", "kl", "total"]);
  const session = {
    measure: async () => {
      store.setState({ step: at(900) }); // training continues meanwhile
      series.append(at(1), Float32Array.from({ length: 3 * 900 }, () => 5));
      return { id: "codes", step: at(453), result: { activeUnits: 2 } };
    },
  } as unknown as Session; // no other members are used
  expect(await measureWithSteps({ store, session, series }, ["active units", "loss kl", "setting beta"])).toEqual({
    "active units": { value: 2, step: 453 }, "loss kl": { value: 5, step: 900 }, "setting beta": { value: 1, step: 900 },
  });
});
