/** Defines `AdamUpdate` for the step compiler. */
import { attribute, type KernelMeaning } from "step-compiler/trace/kernelMeaning";
import { ADAM_UPDATE, SMALLEST_MEAN, type AdamFactors } from "./adam";

/** Returns [weight, m, v]. */
const adamUpdate: KernelMeaning = (build, { inputs, attrs }) => {
  const { weight, m, v, gradient } = inputs;
  const factor = (name: keyof AdamFactors) => build.constant(attribute(attrs, name), []);
  const part = (name: keyof AdamFactors, value: number) => build.map("mul", value, factor(name));
  /** Replaces means of this size that are too small by 0. NaN stays. A mean without decay does not shrink. */
  const flushed = (decay: "beta1" | "beta2", mean: number, size: number) => (attribute(attrs, decay) === 0 ? mean
    : build.map("mask", mean, build.map("sub", build.map("greater", build.constant(SMALLEST_MEAN, []), size), build.constant(1, []))));
  const mean = build.map("add", part("beta1", m!), part("oneMinusBeta1", gradient!));
  const nextM = flushed("beta1", mean, build.map("abs", mean));
  const meanSquare = build.map("add", part("beta2", v!), part("oneMinusBeta2", build.map("mul", gradient!, gradient!)));
  const nextV = flushed("beta2", meanSquare, meanSquare);
  const size = build.map("add", build.map("sqrt", part("vScale", nextV)), factor("epsilon"));
  return [build.map("sub", weight!, build.map("div", part("rate", nextM), size)), nextM, nextV];
};

/** The definition, to be passed to `trace`. */
export const ADAM_MEANING = { [ADAM_UPDATE]: adamUpdate };
