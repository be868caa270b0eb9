/** How many shaders a compiled step dispatches, counted without a GPU: they cost more than the arithmetic. */
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { findModel } from "../../../models/registry";
import { plan } from "../../../compiler/passes";
import { shadersOf } from "../../../compiler/wgsl/shaders";
import { useBackend } from "../../testing";
import { traceStep } from "./traced";

beforeAll(() => useBackend("cpu"));

it.each([
  ["vae", 20], // measured: 18
  ["conv-vae", 40], // measured: 35
])("a step of %s takes %i dispatches at most", (id, most) => {
  const model = findModel(id)!;
  const graph = traceStep(model, defaultsOf(model.hyperparameters));
  const { dispatches } = shadersOf(plan(graph, { epilogues: true, singleReduction: true }), "gpu");
  expect(dispatches.length).toBeLessThanOrEqual(most);
});
