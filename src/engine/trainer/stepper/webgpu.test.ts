/** How many shaders a compiled step dispatches, counted without a GPU: they cost more than the arithmetic. */
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { findModel } from "../../../subject/models/registry";
import { plan } from "step-compiler/passes";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { shadersOf } from "step-compiler/wgsl/shaders";
import { useBackend } from "../../testing";
import { traceStep } from "./traced";

beforeAll(() => useBackend("cpu"));

it.each([
  ["vae", 16], ["conv-vae", 26], ["cgan", 44], ["dcgan", 55], ["wgan-gp", 80], ["vae-gan", 111],
])("a step of %s takes %i dispatches at most", (id, most) => {
  const model = findModel(id)!;
  const graph = traceStep(model, defaultsOf(model.hyperparameters));
  const { dispatches } = shadersOf(plan(graph, PLAN_OPTIONS.gpu), "gpu");
  expect(dispatches.length).toBeLessThanOrEqual(most);
});
