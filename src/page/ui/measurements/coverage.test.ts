import { describe, expect, it } from "vitest";
import type { ClassHistogram } from "../../../subject/measurements/class-histogram/definition";
import { textsOf } from "../../i18n";
import { LANGUAGES } from "../../i18n/testing";
import { coverageOf } from "./coverage";

const words = textsOf("en").measurements.beside["class-histogram"];

function seen(kind: ClassHistogram["verdict"]["kind"], more: Partial<ClassHistogram["verdict"]> = {}): ClassHistogram {
  const verdict: ClassHistogram["verdict"] = { kind, missing: [], over: [], ...more };
  const counts = Array.from({ length: 10 }, (_, label) => (verdict.missing.includes(label) ? 3 : 120));
  return { samples: 1000, counts, entropy: 2.2951, covered: 10 - verdict.missing.length, variety: 0.8, clear: 0.9, verdict };
}

describe("the classes of samples", () => {
  it("are complete if all come up", () => {
    expect(coverageOf(seen("covered"), false, words)).toMatchObject({
      alarm: false, verdict: "all ten classes; 90\u00a0% clear", cause: null, entropy: "entropy 2.30 of 2.30 nats",
    });
  });

  it("have an alarm that names missing ones and the likely cause", () => {
    const { alarm, verdict, cause, counts } = coverageOf(seen("missing", { missing: [1, 4] }), false, words);
    expect({ alarm, verdict }).toEqual({ alarm: true, verdict: "missing modes: 1, 4" });
    expect(cause).toMatch(/fool/);
    expect(counts).toMatch(/1: 3, 2: 120/);
    expect(coverageOf(seen("missing", { missing: [1, 4] }), true, words).cause).not.toBe(cause);
  });

  it("have an alarm that names the remaining ones if few are left", () => {
    expect(coverageOf(seen("missing", { missing: [0, 2, 3, 4, 5, 6, 9] }), false, words).verdict).toBe("mode collapse: only 1, 7, 8");
  });

  it("count uncertain images neither as right nor as wrong", () => {
    const fog = { ...seen("unclear"), clear: 0.499 };
    expect(coverageOf(fog, false, words)).toMatchObject({ alarm: false, sign: "…", verdict: "no verdict yet: 49\u00a0% clear" });
  });

  it("can be complete and yet collapsed or uneven", () => {
    expect(coverageOf(seen("alike"), false, words)).toMatchObject({ alarm: true, verdict: "mode collapse: nearly one image per class" });
    expect(coverageOf(seen("uneven", { over: [8] }), false, words)).toMatchObject({ alarm: true, verdict: "uneven: too many 8" });
  });
});

it.each(Object.entries(LANGUAGES))("have a cause for every alarm in %s", (_, { measurements }) => {
  for (const kind of ["missing", "alike", "uneven", "covered", "too-few", "unclear"] as const) {
    const { alarm, cause, verdict } = coverageOf(seen(kind, { missing: kind === "missing" ? [1] : [] }), true, measurements.beside["class-histogram"]);
    expect(Boolean(cause), kind).toBe(alarm);
    expect(verdict.length, kind).toBeGreaterThan(2);
  }
});
