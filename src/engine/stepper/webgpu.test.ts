/** How much a compiled step hands to a GPU, without one: a step is paid for by its shaders, more than by its numbers. */
import { beforeAll, expect, it } from "vitest";
import { plan } from "../compiler/planner";
import { shadersOf } from "../compiler/wgsl/shaders";
import { modelCases, useBackend } from "../testing";
import { traceStep } from "./traced";

beforeAll(() => useBackend("cpu"));

it("a step of the VAE takes 45 shaders at most", () => {
  const { model, h } = modelCases.find(({ name }) => name === "vae")!;
  const graph = traceStep(model, { ...h, batch: 128, hidden: 400, latent: 20 });
  const { dispatches } = shadersOf(plan(graph, { epilogues: true, singleReduction: true }), "gpu");
  expect(dispatches.length).toBeLessThanOrEqual(45); // measured: 30
});
