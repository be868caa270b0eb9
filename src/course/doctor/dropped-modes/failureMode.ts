/** A GAN's missing modes in data of points: Gaussians without samples (Metz et al. 2017). */
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: ({ model, data }) => model.discriminate !== undefined && model.encode === undefined && data.kind === "points" && data.modes !== null,
  from: 1000,
  hints: [],
  signs: [[{ what: "missing modes", is: "at least", value: 1 }]],
  requires: [],
  fixes: [{ setting: "discriminatorRate", value: 1, from: "here", where: "below" }],
};
