import { describe, expect, it } from "vitest";
import { textsOf } from "../../i18n";
import { step } from "../../../core/run/ids";
import { chartSentence, trendOf } from "./chartSentence";

const curve = (length: number, at: (i: number) => number) => Float32Array.from({ length }, (_, i) => at(i));
/** Values between −1 and 1 without a trend. */
const noise = (i: number) => Math.sin(12.9898 * i * i);

describe("trendOf", () => {
  it("distinguishes falling, rising and level curves, with and without noise", () => {
    expect(trendOf(curve(200, (i) => 500 - i))).toBe("falling");
    expect(trendOf(curve(200, (i) => 2 + 0.01 * i + 0.05 * noise(i)))).toBe("rising");
    expect(trendOf(curve(200, (i) => 100 + 20 * noise(i)))).toBe("level");
    expect(trendOf(curve(200, () => 0))).toBe("level");
  });

  it("considers the last 20,000 steps of a long run", () => {
    expect(trendOf(curve(1_000_000, (i) => 100_000 + Math.max(i, 980_000) - 980_000))).toBe("rising");
    expect(trendOf(curve(1_000_000, (i) => Math.min(i, 980_000)))).toBe("level");
  });

  it("returns null for too few steps and for values that are not finite", () => {
    expect(trendOf(curve(9, (i) => i))).toBeNull();
    expect(trendOf(curve(40, (i) => (i === 38 ? NaN : i)))).toBeNull();
  });
});

it("states each curve's value and trend", () => {
  const values = { total: curve(100, (i) => 300 - i), kl: curve(100, () => 2) };
  const series = {
    columns: ["total", "kl"], length: 100, firstStep: step(1),
    values: (id: string) => values[id as keyof typeof values],
  };
  expect(chartSentence(series, ["total", "kl", "unknown"], textsOf("en")))
    .toBe("At step 100: total 201.0, falling; KL to the prior 2.00, level.");
  expect(chartSentence({ ...series, length: 0 }, ["total"], textsOf("en"))).toBe("");
});
