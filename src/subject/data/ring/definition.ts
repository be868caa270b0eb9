import { aroundCurves } from "../shared/curves";

const GAUSSIANS = 8;

/** Eight Gaussians on a circle of radius 1, as in Metz et al. 2017 ("Unrolled GANs"), where GANs drop some of them. */
export const ring = aroundCurves({
  id: "ring", width: 2, extent: 1.5, labels: GAUSSIANS, places: true,
  sigma: () => 0.06,
  place: (label) => {
    const angle = (2 * Math.PI * label) / GAUSSIANS;
    return [Math.cos(angle), Math.sin(angle)];
  },
});
