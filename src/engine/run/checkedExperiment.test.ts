/** What a run does when its steps are found wrong: it goes back, withdraws reported losses, and continues by other means. */
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { eventually } from "../../core/testing";
import { ElboError } from "../../core/errors";
import { dispatchTo } from "../events";
import { millis, step, type Millis } from "../../core/run/ids";
import { NOTHING_WATCHED } from "../../core/latent/pictures";
import type { Agreement } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { Unreliable } from "../device/backends/unreliable";
import { sameBackendChecker, type Checker } from "../check/compareWithEager";
import { SLOW } from "../check/testing";
import { Experiment } from "./experiment";
import { greyDataset, greyImages, smallSettings, useBackend } from "../testing";
import { createTrainer } from "../trainer/trainer";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) };

const open: Experiment[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.dispose()));
});

/** The events in order. */
function experiment(checker?: Checker, more: Partial<RunConfig> = {}) {
  const reported: string[] = [];
  const losses: number[] = [];
  const failures: ElboError[] = [];
  const made = new Experiment({
    model, dataset: greyDataset, config: { ...config, ...more }, watch: NOTHING_WATCHED, ...(checker ? { checker } : {}),
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    tell: dispatchTo({
      engine: ({ report }) => reported.push(report.mode === "eager" ? report.reason : report.mode),
      checked: ({ report }) => reported.push(report.verdict),
      wentBack: ({ step: at }) => {
        reported.push(`back to ${at}`);
        losses.length = 3 * at;
      },
      snapshot: ({ snapshot }) => reported.push(`snapshot ${snapshot.step}`),
      losses: ({ firstStep, values }) => {
        if (reported.at(-1) !== "losses") reported.push("losses");
        values.forEach((value, i) => { losses[3 * (firstStep - 1) + i] = value; });
      },
    }),
    fail: (error) => failures.push(error),
  });
  open.push(made);
  return { made, reported, losses, failures };
}

const right: Agreement = { losses: 0, gradients: 0 };
const wrong: Agreement = { losses: 0.5, gradients: 0.5 };
const scripted = (...found: Agreement[]): Checker => timed(SLOW, ...found);

/** `ms`: the time of each step on the reference. */
function timed(ms: Millis, ...found: Agreement[]): Checker {
  return {
    compare: async ({ before }) => ({ reference: "cpu", ms, agreement: found.shift() ?? right, before }),
    dispose: () => undefined,
  };
}

async function eagerLosses(steps: number): Promise<number[]> {
  const trainer = createTrainer(model, config, greyImages);
  for (let i = 0; i < steps; i++) trainer.advance();
  const losses = [...await trainer.losses()];
  trainer.dispose();
  return losses;
}

it("trains the same with checks as without", async () => {
  const [checked, plain] = [experiment(sameBackendChecker), experiment()];
  await checked.made.train(step(20));
  await plain.made.train(step(20));
  expect(checked.losses).toEqual(plain.losses);
  expect(checked.reported.slice(0, 3)).toEqual(["compiled", "agreed", "losses"]);
});

it("reports nothing of compiled steps whose first is wrong, and continues eagerly, checked again", async () => {
  const { made, reported, losses, failures } = experiment(scripted(wrong, wrong, right));
  await made.train(step(5));
  expect(reported.slice(0, 7)).toEqual(["compiled", "disagreed", "back to 0", "snapshot 0", "disagreed", "agreed", "losses"]);
  expect(losses).toEqual(await eagerLosses(5));
  expect(failures).toEqual([]);
});

it("gives up the backend, not only compiled steps, if repeating a step gave a different result", async () => {
  const { made, losses, failures } = experiment(scripted(right));
  const { repeatDryRun } = made.trainer;
  vi.spyOn(made.trainer, "repeatDryRun").mockImplementationOnce(repeatDryRun).mockImplementationOnce(async (of) => {
    const { losses: [first, ...others], after } = await repeatDryRun(of);
    return { losses: Float32Array.of(first! * (1 + 2 ** -22), ...others), after };
  });
  await expect(made.train(step(5))).rejects.toBeInstanceOf(Unreliable);
  expect(failures).toMatchObject([{ code: "backend-lost", disagreement: { reference: "itself", backTo: 0 } }]);
  expect(losses).toEqual([]);
});

it("gives up the backend if eager steps are wrong", async () => {
  const { made, losses, failures } = experiment(scripted(wrong, wrong), { engine: "eager" });
  await expect(made.train(step(5))).rejects.toBeInstanceOf(Unreliable);
  expect(failures).toMatchObject([{ code: "backend-lost", disagreement: { reference: "cpu", backTo: 0, ...wrong } }]);
  expect(losses).toEqual([]);
});

it.each(["trains", "is paused"])("goes back to the weights that were checked last: found out while it %s", async (when) => {
  let answer = (): void => undefined;
  let asked = 0;
  const checker: Checker = {
    async compare({ before }) {
      asked++;
      if (asked === 3) await new Promise<void>((resolve) => { answer = resolve; });
      return { reference: "cpu", ms: SLOW, agreement: asked === 3 || asked === 4 ? wrong : right, before };
    },
    dispose: () => undefined,
  };
  const { made, reported, losses, failures } = experiment(checker);
  Object.defineProperty(made.trainer, "stepsPerEpoch", { value: 40 });
  await made.train(step(60));
  await made.train(step(79));
  const { lastCheckedSnapshot: lastChecked } = made;
  const before = losses.length;
  const training = made.train(step(100));
  await eventually(() => expect(asked).toBe(3));
  if (when === "is paused") await training;
  answer();
  await eventually(() => expect(reported).toContain("disagreed"));
  await training;
  await eventually(() => expect(reported).toContain(`back to ${lastChecked!.step}`));
  await made.train(step(100));
  expect(lastChecked!.step).toBeGreaterThanOrEqual(40);
  expect(reported.filter((one) => /back|disagreed/.test(one))).toEqual(["disagreed", `back to ${lastChecked!.step}`, "disagreed"]);
  expect(reported[reported.indexOf(`back to ${lastChecked!.step}`) + 1]).toBe(`snapshot ${lastChecked!.step}`);
  expect(before).toBe(3 * 79);
  expect(losses).toHaveLength(300);
  (await eagerLosses(100)).forEach((value, i) => expect(losses[i]! / value).toBeCloseTo(1, 3));
  expect(failures).toEqual([]);
});

it("gives the device up if its eager steps, which replaced wrong compiled ones, are slower than those of the reference", async () => {
  const { made, failures, losses } = experiment(timed(millis(0), wrong, wrong));
  await expect(made.train(step(10))).rejects.toThrow(Unreliable);
  expect(failures).toMatchObject([{ code: "backend-lost", gpusToo: true, disagreement: { reference: "cpu", backTo: 0, ...wrong } }]);
  expect(losses).toEqual([]);
});
