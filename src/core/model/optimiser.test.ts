import { expect, test } from "vitest";
import { adam, rmsProp, sgd } from "./optimiser";

test("Adam's defaults are those of Kingma & Ba 2015, and RMSProp's those of PyTorch", () => {
  expect(adam()).toEqual({ name: "Adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, corrected: true });
  expect(rmsProp()).toEqual({ name: "RMSProp", beta1: 0, beta2: 0.99, epsilon: 1e-8, corrected: false });
});

test("SGD has no momentum unless it is given one", () => {
  expect(sgd()).toEqual({ name: "SGD", beta1: 0, beta2: 0, epsilon: 1, corrected: false, adaptive: false });
  expect(sgd({ momentum: 0.9 })).toEqual({ ...sgd(), beta1: 0.9 });
});

test("a chosen value replaces its default only", () => {
  expect(adam({ beta1: 0.5 })).toEqual({ ...adam(), beta1: 0.5 });
  expect(rmsProp({ decay: 0.9 })).toEqual({ ...rmsProp(), beta2: 0.9 });
});
