/** Defines `AdamUpdate` for the step compiler. */
import { attribute, type KernelMeaning } from "step-compiler/trace/kernelMeaning";
import { ADAM_UPDATE, type AdamFactors } from "./adam";

/** Returns [weight, m, v]. */
const adamUpdate: KernelMeaning = (build, { inputs, attrs }) => {
  const { weight, m, v, gradient } = inputs;
  const factor = (name: keyof AdamFactors) => build.constant(attribute(attrs, name), []);
  const part = (name: keyof AdamFactors, value: number) => build.map("mul", value, factor(name));
  const nextM = build.map("add", part("beta1", m!), part("oneMinusBeta1", gradient!));
  const square = build.map("mul", gradient!, gradient!);
  const nextV = build.map("add", part("beta2", v!), part("oneMinusBeta2", square));
  const size = build.map("add", build.map("sqrt", part("vScale", nextV)), factor("epsilon"));
  return [build.map("sub", weight!, build.map("div", part("rate", nextM), size)), nextM, nextV];
};

/** The definition, to be passed to `trace`. */
export const ADAM_MEANING = { [ADAM_UPDATE]: adamUpdate };
