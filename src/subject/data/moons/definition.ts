import { aroundCurves } from "../shared/curves";

const RADIUS = 0.75;

/** Two half circles that reach into each other, with noise of σ = 0.07. */
export const moons = aroundCurves({
  id: "moons", width: 2, extent: 1.5, labels: 2,
  sigma: () => 0.07,
  place: (label, u) => {
    const [across, up] = [RADIUS * Math.cos(Math.PI * u), RADIUS * Math.sin(Math.PI * u)];
    return label === 0 ? [across - RADIUS / 2, up - RADIUS / 4] : [RADIUS / 2 - across, RADIUS / 4 - up];
  },
});
