/** Constants and terms of programs may have names that tables of files cannot have as keys. */
import * as v from "valibot";
import { beforeAll, expect, test } from "vitest";
import { lossColumns } from "../../../core/model/model";
import { modelFor } from "../../../subject/models/programs";
import { makeDescribedModels } from "../../../subject/models/testing";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { runCard } from "../runCard";
import { readCheckpoint } from "./decode";
import { encodeCheckpoint } from "./encode";
import { expectSameRun, fileOf, makeRun } from "./testing";

beforeAll(makeDescribedModels);

/** Returns the program with this name for the KL's weight, and with another one for the KL itself. */
const named = (weight: string, term: string): string => SMALL_VAE.replaceAll("beta", weight).replaceAll(/\bkl\b/g, term);

const NAMES = [["prototype", "constructor"], ["constructor", "prototype"], ["lr", "__proto__"], ["toString", "hasOwnProperty"]] as const;

test.each(NAMES)("a run of a program with a constant %s and a term %s is read as it was written", async (weight, term) => {
  const program = named(weight, term);
  const model = (await modelFor({ model: "", program }))!;
  const run = makeRun(model.id);
  const saved = { ...run, config: { ...run.config, program } };
  expectSameRun(await readCheckpoint(new Blob([await fileOf(saved)])), saved);
  expect(Object.keys(saved.config.hyperparameters)).toHaveLength(5);
  const then = Object.entries(model.hyperparameters).filter(([, { live }]) => live).map(([id]) => ({ step: 3, id, value: 0.5 }));
  expect(then.length).toBeGreaterThan(0);
  expect((await readCheckpoint(new Blob(encodeCheckpoint({ ...saved.config, then }, saved.snapshot, "1.0.0")))).config.then).toEqual(then);

  const losses = Object.fromEntries(lossColumns(model).map(({ id }, i) => [id, i]));
  expect(Object.keys(losses)).toHaveLength(3);
  expect(v.parse(runCard.entries.losses, losses)).toEqual(losses);
  expect(v.parse(runCard.entries.experiment.entries.hyperparameters, saved.config.hyperparameters)).toEqual(saved.config.hyperparameters);
});

test("two constants have two settings, even if the setting of one would have the name of the other", async () => {
  const model = (await modelFor({ model: "", program: SMALL_VAE.replaceAll("beta", "prototype").replace("hidden = 8", "hidden = 8\nprototype_ = 3.0").replace("(error +", "(prototype_ * error +") }))!;
  expect(model.hyperparameters).toMatchObject({ prototype_: { default: 3 }, prototype__: { default: 2 } });
});
