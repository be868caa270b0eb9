import { aroundCurves } from "../shared/curves";

/** Two arms of a spiral, one turn each; the radius grows with √u, so that outer and inner parts are about equally dense. */
export const spiral = aroundCurves({
  id: "spiral", width: 2, extent: 1.5, labels: 2,
  sigma: () => 0.05,
  place: (label, u) => {
    const radius = 0.2 + Math.sqrt(u);
    const angle = 2 * Math.PI * Math.sqrt(u) + Math.PI * label;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
});
