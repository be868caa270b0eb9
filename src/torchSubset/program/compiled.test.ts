/** The step compiler makes of a program's step what it makes of the step of the model whose program it is. */
import { beforeAll, expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { EXHAUSTIVE } from "../../core/testing";
import { plan } from "step-compiler/passes";
import { traceStep } from "../../engine/trainer/stepper/traced";
import { smallSettings, useBackend } from "../../engine/testing";
import { findModel } from "../../subject/models/registry";
import { linesOf, textOf, torchOf, torchProgram } from "../../page/torch";
import { modelOf } from "./model";

beforeAll(() => useBackend("wasm"));

/** A program may need this many times as many kernels: its draws and labels have other shapes. */
const MOST = 1.04;

const kernels = (model: Model, h: HyperparameterValues): number => plan(traceStep(model, h)).kernels.length;

it.each([
  "ae", "cvae", "iwae", "mixture-vae", "vq-vae", "acgan", "wgan-gp", "latent-flow",
  ...(EXHAUSTIVE ? ["vae", "beta-vae", "missing-vae", "sngan", "info-gan", "gan", "cgan", "wgan", "completion-cvae", "completion-cgan"] : []),
])("%s", (id) => {
  const model = findModel(id)!;
  const h = smallSettings(model);
  const program = modelOf(textOf(linesOf(torchProgram(model, torchOf(model), h, 1))));
  expect(kernels(program, defaultsOf(program.hyperparameters))).toBeLessThanOrEqual(MOST * kernels(model, h));
});
