/** docs/quality.md matches the results, and targets are evaluated correctly. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { appliesTo } from "../../src/subject/measurements/registry";
import type { MeasurementId } from "../../src/subject/measurements/registry";
import { dataOf } from "../../src/subject/data/registry";
import { findModel } from "../../src/subject/models/registry";
import { Results, type EpochResults, type RunResults } from "../../src/subject/quality/targets";
import { RUNS, TARGETS } from "./folders";
import { page } from "./page";
import { PAGE, readResults } from "./results";

const run = (name: string, epochs: readonly EpochResults[]): RunResults => (
  { run: name, model: "", seed: 1, settings: {}, msPerStep: 1, epochs }
);
const finding = (what: string, ...runs: RunResults[]) => TARGETS.find((target) => target.what === what)!.find(new Results(runs));

test("the page matches the results", async () => {
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- --table").toBe(page(await readResults()));
});

test("every run's model has the measured quantities, within its epochs", () => {
  for (const { model, settings, epochs, measure } of RUNS) {
    for (const [what, at] of Object.entries(measure)) {
      if (what !== "held-out") expect(appliesTo(what as MeasurementId, findModel(model)!, dataOf(settings).kind)).toBe(true);
      expect(Math.max(...at)).toBeLessThanOrEqual(epochs);
    }
  }
});

test("the page names runs without results", () => {
  expect(TARGETS.map((target) => target.find(new Results([])))).toEqual(TARGETS.map(() => null));
});

test.each([[105.8, true], [105.81, false]])("vae-20 at %d nats", (total, reached) => {
  const found = finding("vae-20: held-out −ELBO after 10 epochs", run("vae-20", [{ epoch: 10, step: 4680, heldOut: { total } }]));
  expect(found).toEqual({ measured: total.toFixed(2), reached });
});

test.each([[50, true], [51, false]])("a digit-FID of %d after 100", (distance, reached) => {
  const at = (epoch: number, value: number): EpochResults => (
    { epoch, step: epoch, "digit-fid": { samples: 10_000, distance: value, floor: 3 } }
  );
  const found = finding("dcgan: digit-FID at the end, as a share of that after one epoch", run("dcgan", [at(1, 100), at(8, distance)]));
  expect(found?.reached).toBe(reached);
});
