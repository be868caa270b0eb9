import { describe, expect, it } from "vitest";
import { agreementOf, agrees, changeDeviations, GRADIENT_TOLERANCE, LOSS_TOLERANCE, lossDeviations, type StepsOutcome } from "./agreement";

const LR = 0.01;
const columns = ["reconstruction", "kl"];
const tensor = (...data: number[]) => ({ shape: [data.length], data: Float32Array.from(data) });

/** A step of Adam from these gradients without bias correction, β₁ = 0.9 and β₂ = 0.999; a second tensor of the same network changes, too. */
function steps(gradients: readonly number[], losses: readonly number[] = [200, 3]): StepsOutcome {
  const m = gradients.map((g) => 0.1 * g);
  const v = gradients.map((g) => 0.001 * g * g);
  const move = (i: number) => (v[i]! > 0 ? (-LR * m[i]!) / Math.sqrt(v[i]!) : 0);
  const zeros = tensor(...gradients.map(() => 0));
  const large = { "weights/encoder/b": tensor(0, 0), "m/encoder/b": tensor(0, 0), "v/encoder/b": tensor(0, 0) };
  return {
    losses: Float32Array.from(losses),
    before: { "weights/encoder/a": tensor(...gradients.map(() => 0.5)), "m/encoder/a": zeros, "v/encoder/a": zeros, ...large },
    after: {
      "weights/encoder/a": tensor(...gradients.map((_, i) => 0.5 + move(i))), "m/encoder/a": tensor(...m), "v/encoder/a": tensor(...v),
      "weights/encoder/b": tensor(LR, LR), "m/encoder/b": tensor(1, 1), "v/encoder/b": tensor(0.1, 0.1),
    },
  };
}
const offOf = (found: StepsOutcome, wanted: StepsOutcome) =>
  Object.fromEntries(changeDeviations(found, wanted).map(({ name, off }) => [name, off]));

describe("changes", () => {
  it("are measured relative to their own size", () => {
    const off = offOf(steps([1, 2, 3.3]), steps([1, 2, 3]));
    expect(off["m/encoder/a"]).toBeCloseTo(0.3 / Math.sqrt(14), 4);
    expect(off["m/encoder/b"]).toBe(0);
  });

  it("of weights are weighted by their gradients: mere rounding raises no alarm, however far it moves its weight", () => {
    const [found, wanted] = [steps([1, 2, 1e-8]), steps([1, 2, -1e-8])];
    const [a, b] = [found, wanted].map(({ after }) => after["weights/encoder/a"]!.data[2]! - 0.5);
    expect(a! / b!).toBeCloseTo(-1, 3);
    expect(agrees(agreementOf(columns, found, wanted))).toBe(true);
  });

  it("of a tensor that are mere rounding are relative to its network's largest change", () => {
    expect(agrees(agreementOf(columns, steps([1e-8, -1e-8]), steps([-1e-8, 2e-8])))).toBe(true);
  });

  it("are not relative to the changes of another network, however large", () => {
    const moved = (gradient: number): StepsOutcome => ({
      losses: new Float32Array(2), before: { "m/g/a": tensor(0), "m/d/a": tensor(0) }, after: { "m/g/a": tensor(gradient), "m/d/a": tensor(1e6) },
    });
    expect(offOf(moved(1.5), moved(1))["m/g/a"]).toBeCloseTo(0.5, 6);
  });

  it("agree if all are zero", () => {
    const frozen: StepsOutcome = { losses: new Float32Array(2), before: { "m/g/a": tensor(0, 0) }, after: { "m/g/a": tensor(0, 0) } };
    expect(agreementOf(columns, frozen, frozen)).toEqual({ losses: 0, gradients: 0 });
  });

  it("that are missing are detected: an unchanged weight, unchanged running means", () => {
    const wanted = steps([1, 2, 3]);
    for (const name of Object.keys(wanted.after)) {
      const found = { ...wanted, after: { ...wanted.after, [name]: wanted.before[name]! } };
      expect(offOf(found, wanted)[name]).toBeCloseTo(1, 3);
      expect(agrees(agreementOf(columns, found, wanted))).toBe(false);
    }
  });

  it("too small for single precision next to their weight raise no alarm", () => {
    const frozen = (value: number): StepsOutcome => ({
      losses: new Float32Array(2), before: { "weights/g/a": tensor(100) }, after: { "weights/g/a": tensor(value) },
    });
    expect(agrees(agreementOf(columns, frozen(100.00001), frozen(100)))).toBe(true);
  });
});

describe("losses", () => {
  const of = (...losses: number[]): StepsOutcome => ({ losses: Float32Array.from(losses), before: {}, after: {} });

  it("are named by column and step, and measured relative to their own size", () => {
    const deviations = lossDeviations(columns, of(202, 3, 100, 3.3), of(200, 3, 100, 3));
    expect(deviations.map(({ name }) => name)).toEqual([
      "reconstruction, step 1", "kl, step 1", "reconstruction, step 2", "kl, step 2",
    ]);
    expect(deviations.map(({ off }) => Number(off.toFixed(4)))).toEqual([0.01, 0, 0, 0.1]);
  });

  it("near zero are relative to a small constant, or to the largest loss of the step", () => {
    expect(lossDeviations(columns, of(0.5, 2e-6), of(0.5, 1e-6))[1]!.off).toBeCloseTo(1e-4, 6);
    expect(lossDeviations(columns, of(200, 0.0102), of(200, 0.01))[1]!.off).toBeCloseTo(1e-3, 6);
    // Only losses of the same step count, whichever step that is.
    for (const others of [[], [1, 1], [1, 1, 1, 1]]) {
      expect(lossDeviations(columns, of(...others, 200, 0.0102, 1, 1), of(...others, 200, 0.01, 1, 1))[others.length + 1]!.off).toBeCloseTo(1e-3, 6);
      expect(lossDeviations(columns, of(200, 1, ...others, 1, 0.0101, 200, 1), of(200, 1, ...others, 1, 0.01, 200, 1))[others.length + 3]!.off).toBeCloseTo(1e-2, 6);
    }
  });

  it("that are not finite agree if neither is", () => {
    expect(agrees(agreementOf(columns, of(NaN, 3), of(NaN, 3)))).toBe(true);
    expect(agrees(agreementOf(columns, of(Infinity, 3), of(NaN, 3)))).toBe(true);
    expect(agreementOf(columns, of(NaN, 3), of(200, 3)).losses).toBe(Infinity);
    expect(agreementOf(columns, of(200, 3), of(NaN, 3)).losses).toBe(Infinity);
  });
});

it.each([
  [{ losses: LOSS_TOLERANCE, gradients: GRADIENT_TOLERANCE }, true],
  [{ losses: 2 * LOSS_TOLERANCE, gradients: 0 }, false],
  [{ losses: 0, gradients: 2 * GRADIENT_TOLERANCE }, false],
  [{ losses: NaN, gradients: 0 }, false],
] as const)("%j: %s", (agreement, expected) => expect(agrees(agreement)).toBe(expected));
