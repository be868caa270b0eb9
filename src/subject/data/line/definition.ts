import { aroundCurves } from "../shared/curves";

const MEANS = [-1, 0.1, 0.9];
const SIGMAS = [0.15, 0.25, 0.08];

/** Three Gaussians on a line, of different widths. */
export const line = aroundCurves({
  id: "line", width: 1, extent: 1.8, labels: MEANS.length, places: true,
  sigma: (label) => SIGMAS[label]!,
  place: (label) => [MEANS[label]!],
});
