/** What a run does when its steps turn out wrong: it goes back, takes back what it told, and goes on by other means. */
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { dispatchTo } from "../../core/events";
import { step } from "../../core/ids";
import { NOTHING_WATCHED } from "../../core/pictures";
import type { Agreement } from "../../core/reports";
import type { RunConfig } from "../../core/runConfig";
import { findModel } from "../../models/registry";
import { Unreliable } from "../device/backends/unreliable";
import { eagerHere, type Checker } from "../check/compareWithEager";
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

/** What happened, in order: runs of losses as the first and the last step. */
function experiment(checker?: Checker, more: Partial<RunConfig> = {}) {
  const told: string[] = [];
  const losses: number[] = [];
  const failures: ElboError[] = [];
  const made = new Experiment({
    model, dataset: greyDataset, config: { ...config, ...more }, watch: NOTHING_WATCHED, ...(checker ? { checker } : {}),
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    tell: dispatchTo({
      engine: ({ report }) => told.push(report.mode === "eager" ? report.reason : report.mode),
      checked: ({ report }) => told.push(report.verdict),
      wentBack: ({ step: at }) => {
        told.push(`back to ${at}`);
        losses.length = 3 * at;
      },
      snapshot: ({ snapshot }) => told.push(`snapshot ${snapshot.step}`),
      losses: ({ firstStep, values }) => {
        if (told.at(-1) !== "losses") told.push("losses");
        values.forEach((value, i) => { losses[3 * (firstStep - 1) + i] = value; });
      },
    }),
    fail: (error) => failures.push(error),
  });
  open.push(made);
  return { made, told, losses, failures };
}

const right: Agreement = { losses: 0, gradients: 0 };
const wrong: Agreement = { losses: 0.5, gradients: 0.5 };
function scripted(...found: Agreement[]): Checker {
  return {
    compare: async ({ before }) => ({ reference: "cpu", agreement: found.shift() ?? right, before }),
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

it("trains as it would have trained, checked", async () => {
  const [checked, plain] = [experiment(eagerHere), experiment()];
  await checked.made.train(step(20));
  await plain.made.train(step(20));
  expect(checked.losses).toEqual(plain.losses);
  expect(checked.told.slice(0, 3)).toEqual(["compiled", "agreed", "losses"]);
});

it("tells nothing of compiled steps whose first is wrong, and goes on eagerly, checked again", async () => {
  const { made, told, losses, failures } = experiment(scripted(wrong, wrong, right));
  await made.train(step(5));
  expect(told.slice(0, 7)).toEqual(["compiled", "disagreed", "back to 0", "snapshot 0", "disagreed", "agreed", "losses"]);
  expect(losses).toEqual(await eagerLosses(5));
  expect(failures).toEqual([]);
});

it("ends with the backend, not with compiled steps alone, where the same step gave different results", async () => {
  const { made, losses, failures } = experiment(scripted(right));
  const { repeat } = made.trainer;
  vi.spyOn(made.trainer, "repeat").mockImplementationOnce(repeat).mockImplementationOnce(async (of) => {
    const { losses: [first, ...others], after } = await repeat(of);
    return { losses: Float32Array.of(first! * (1 + 2 ** -22), ...others), after };
  });
  await expect(made.train(step(5))).rejects.toBeInstanceOf(Unreliable);
  expect(failures).toMatchObject([{ code: "backend-lost", disagreement: { reference: "itself", backTo: 0 } }]);
  expect(losses).toEqual([]);
});

it("ends with the backend where eager steps are wrong", async () => {
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
      return { reference: "cpu", agreement: asked === 3 || asked === 4 ? wrong : right, before };
    },
    dispose: () => undefined,
  };
  const { made, told, losses, failures } = experiment(checker);
  Object.defineProperty(made.trainer, "stepsPerEpoch", { value: 40 });
  await made.train(step(60));
  await made.train(step(79));
  const { checked } = made;
  const before = losses.length;
  const training = made.train(step(100));
  await vi.waitFor(() => expect(asked).toBe(3));
  if (when === "is paused") await training;
  answer();
  await vi.waitFor(() => expect(told).toContain("disagreed"));
  await training;
  await vi.waitFor(() => expect(told).toContain(`back to ${checked!.step}`));
  await made.train(step(100));
  expect(checked!.step).toBeGreaterThanOrEqual(40);
  expect(told.filter((one) => /back|disagreed/.test(one))).toEqual(["disagreed", `back to ${checked!.step}`, "disagreed"]);
  expect(told[told.indexOf(`back to ${checked!.step}`) + 1]).toBe(`snapshot ${checked!.step}`);
  expect(before).toBe(3 * 79);
  expect(losses).toHaveLength(300);
  (await eagerLosses(100)).forEach((value, i) => expect(losses[i]! / value).toBeCloseTo(1, 3));
  expect(failures).toEqual([]);
});
