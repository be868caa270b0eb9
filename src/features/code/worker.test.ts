/** The values of lines in slow motion belong to the step that it shows. */
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import type { SlowStep } from "../../core/latent/slowMotion";
import type { Laboratory } from "../../engine/run/laboratory";
import { slowStepOf } from "../../engine/slowMotion/slowStep";
import { settingsAt } from "../../engine/step/step";
import { greyImages, useBackend } from "../../engine/testing";
import { createTrainer } from "../../engine/trainer/trainer";
import { modelOf } from "../../program/model";
import { SMALL_VAE } from "../../program/smallVae";
import { commands } from "./worker";

beforeAll(() => useBackend("wasm"));

it("slow motion has the values of lines of the run's next step, also while an earlier step is displayed", async () => {
  const model = modelOf(SMALL_VAE);
  const trainerOf = (seed: number) =>
    createTrainer(model, { model: model.id, seed, backend: "wasm", hyperparameters: defaultsOf(model.hyperparameters) }, { ...greyImages, trainReady: () => true });
  const [trainer, shown] = [trainerOf(3), trainerOf(4)]; // other weights stand for those of the displayed step
  trainer.advance();
  trainer.advance();
  const { state } = trainer.captureState();
  const slices = slowStepOf({ model, specs: trainer.specs, arrays: trainer.nextData(), settings: settingsAt(model, trainer.h, trainer.step + 1) }, state);
  let found: SlowStep | null = null;
  for (let slice = await slices.next(); ; slice = await slices.next()) {
    if (!slice.done) continue;
    found = slice.value;
    break;
  }
  const experiment = { trainer, shown } as unknown as Laboratory["experiment"];
  const values = await commands.stage({ objective: 0, stage: "measure" }, { experiment });
  const kl = values!.lines.flatMap(({ tensors }) => tensors ?? []).find(({ name }) => name === "kl")!;
  expect(values!.step).toBe(2);
  expect(kl.value.first).toBeCloseTo(found.moves[0]!.losses["kl"]!, 4);
  trainer.dispose();
  shown.dispose();
});
