/**
 * Flow matching: Lipman et al. 2023. A network learns the velocity at which noise becomes data, along paths that are straight
 * in training; samples follow it from noise in small steps. The point itself is the code: z is its position on the trajectory,
 * and x the end.
 */
import { choice, int, real } from "../../../core/model/hyperparameters";
import { defineModel, type StepInputs } from "../../../core/model/model";
import { adam } from "../../../core/model/optimiser";
import type { Tf } from "../../../core/model/tf";
import { dataOf, POINTS } from "../../data/registry";
import { flowMatching, flowNoise, flowPrior, velocities, velocityNetwork } from "../shared/flow";
import { POINT, symbols } from "../shared/symbols";

/** Points lie in the plane: z has as many dimensions as x. */
const WIDTH = 2;
const PLANE = POINTS.filter((data) => dataOf({ data }).width === WIDTH);

export const flow = defineModel({
  id: "flow",
  menu: "flow",
  prior: flowPrior,
  conditional: false,
  source: { text: "Lipman et al. 2023", url: "https://arxiv.org/abs/2210.02747" },
  hyperparameters: {
    data: choice(PLANE, PLANE[0]!, { symbol: "p_{\\mathrm{data}}" }),
    flowSteps: int(1, 100, 20, { symbol: "N", unit: "steps", live: true }),
    lr: real(1e-5, 1e-1, 3e-3, { symbol: "\\eta", live: true, scale: "log" }),
    latent: int(WIDTH, WIDTH, WIDTH, { symbol: "d", unit: "dimensions" }),
    hidden: int(16, 512, 64, { symbol: "h", unit: "units" }),
    batch: int(16, 512, 256, { symbol: "B", unit: "images", scale: "log" }),
  },
  optimiser: adam(),
  symbols: symbols(POINT, "velocity", "time", { id: "flow-of-points", tex: "x_0,\\,x_t" }, "psi", "expectation"),
  networks: (h) => ({ velocityField: velocityNetwork("generator", WIDTH, h.hidden) }),
  noise: ({ batch }) => flowNoise(batch, WIDTH),
  objectives: [{
    id: "flow-matching-loss",
    tex: "\\mathcal{L}(\\psi)",
    minimises: ["velocityField"],
    forward: (tf: Tf, { networks, batch: { x }, noise }: StepInputs<unknown>) => velocities(tf, networks, x, noise),
    terms: [flowMatching("x_0", "x_t", "x")],
  }],
  encode: (_tf, _networks, { x }) => ({ mu: x }),
  decode: (_tf, _networks, { z }) => z,
});
