import { expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import type { LiveChange, RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { configOf } from "./config";
import { areCodesOld, isHeldOutOutdated, isOutdated } from "./outdated";

/** A run at this step with these changes: 468 steps are an epoch. */
function runAt(at: number, then: readonly LiveChange[] = [], { model = "vae", rewound = null as number | null } = {}) {
  const begun: RunConfig = { model, seed: 1, backend: "wasm", hyperparameters: defaultsOf(findModel(model)!.hyperparameters), then };
  return { step: step(at), rewound: rewound === null ? null : step(rewound), begun, config: configOf({ begun, pending: {}, step: step(at) }), data: null };
}
const heldOut = (at: number) => ({ step: step(at) });
const codes = (at: number) => ({ id: "test-error", step: step(at), result: { images: 10, error: 0.1, perClass: [] } }) as const;
const beta = (at: number, value = 4): LiveChange => ({ step: at, id: "beta", value });

it("a held-out value is outdated when it is older than its interval: 200 steps at first, then an epoch", () => {
  expect([600, 601].map((at) => isHeldOutOutdated(heldOut(400), runAt(at)))).toEqual([false, true]);
  expect([2468, 2469].map((at) => isHeldOutOutdated(heldOut(2000), runAt(at)))).toEqual([false, true]);
});

it("a held-out value is outdated from a change of the objective on until it is measured again, but not by a change of the learning rate", () => {
  expect(isHeldOutOutdated(heldOut(400), runAt(500, [beta(450)]))).toBe(true);
  expect(isHeldOutOutdated(heldOut(450), runAt(500, [beta(450)]))).toBe(false);
  expect(isHeldOutOutdated(heldOut(400), runAt(500, [{ step: 450, id: "lr", value: 0.01 }]))).toBe(false);
  expect(isHeldOutOutdated(heldOut(400), runAt(500, [beta(450)], { rewound: 420 }))).toBe(false); // the change is still to come there
});

it("a measurement is outdated after an epoch, after a change of a live setting, and at an earlier step", () => {
  expect([936, 937].map((at) => isOutdated(codes(468), runAt(at)))).toEqual([false, true]);
  expect(isOutdated(codes(468), runAt(500, [{ step: 480, id: "lr", value: 0.01 }]))).toBe(true);
  expect(isOutdated(codes(468), runAt(500, [{ step: 400, id: "lr", value: 0.01 }]))).toBe(false);
  expect(isOutdated(codes(468), runAt(500, [], { rewound: 400 }))).toBe(true);
});

it("a requested measurement is outdated by a change at the same step, and not once it was requested again", () => {
  const paused = (value: number) => runAt(500, [{ step: 500, id: "guidance", value }], { model: "pixel-flow" });
  const { config: { hyperparameters: before } } = runAt(500, [], { model: "pixel-flow" });
  expect(isOutdated({ ...codes(500), under: before }, paused(3))).toBe(true);
  expect(isOutdated({ ...codes(500), under: { ...before, guidance: 3 } }, paused(3))).toBe(false);
});

it.each([[0, 191, null, true], [180, 191, null, false], [0, 15, null, false], [950, 1000, null, false], [800, 1000, null, true], [950, 1000, 400, true], [400, 1000, 400, false]] as const)(
  "codes of step %d on a map of step %d, rewound to %s, are old: %s",
  (of, at, rewound, old) => expect(areCodesOld(of, { step: step(at), rewound: rewound === null ? null : step(rewound) })).toBe(old),
);
