/** The prior on the map. */
import type { Ref } from "react";
import type { Prior } from "../../../core/model/prior";
import type { PriorOnPlane } from "../../../core/latent/pictures";
import { coordinatesOf, type Plane } from "../../../core/latent/plane";
import { later } from "../kit/later";
import { pointOnMap } from "./coordinates";

const LearnedPrior = later(async () => (await import("./LearnedPrior")).LearnedPrior, { quiet: true });

interface PriorOnMapProps {
  readonly prior: Prior;
  readonly plane: Plane;
  /** The circles' labels, which class labels must not cover. */
  readonly names: Ref<HTMLDivElement>;
  /** A learned prior; null if it is not to be shown. */
  readonly seen: PriorOnPlane | null;
}

/** Returns whether the model's prior is N(0, I) or starts there. A plain autoencoder has no prior, although its samples are drawn from N(0, I). */
const beginsAsNoise = (prior: Prior): boolean => (prior.kind === "standard-normal" && prior.imposed) || (prior.kind === "sampler" && prior.moves);

export function PriorOnMap({ prior, plane, names, seen }: PriorOnMapProps) {
  return (
    <>
      {beginsAsNoise(prior) && <PriorCircles plane={plane} names={names} />}
      {seen && <LearnedPrior plane={plane} seen={seen} />}
    </>
  );
}

/** A circle's label is left out if it is nearer to the edge than this share of the map. */
const EDGE = 0.03;
/** Left of this share of the map there is room to name the prior beside a circle's label. */
const ROOM_FOR_PRIOR = 0.8;

/** Circles at 1 and 2 standard deviations of N(0, I) around its mean, which may lie off the middle of the map. */
function PriorCircles({ plane, names }: { readonly plane: Plane; readonly names: Ref<HTMLDivElement> }) {
  const middle = pointOnMap(...coordinatesOf(plane, plane.through.map(() => 0)), plane);
  const circles = [1, 2].map((deviations) => {
    const radius = deviations / (2 * plane.extent);
    const name = { left: middle.left + radius * Math.SQRT1_2, top: middle.top + radius * Math.SQRT1_2 };
    const room = radius > 2 * EDGE && [name.left, name.top].every((share) => share > EDGE && share < 1 - EDGE);
    return { deviations, radius, name, room };
  });
  return (
    <div className="latent__prior" aria-hidden="true">
      <svg viewBox="0 0 1 1">
        {circles.map(({ deviations, radius }) => <circle key={deviations} cx={middle.left} cy={middle.top} r={radius} />)}
      </svg>
      <div ref={names}>
        {circles.map(({ deviations, name, room }) => room && (
          <span key={deviations} style={{ left: `${100 * name.left}%`, top: `${100 * name.top}%` }}>
            {deviations}σ{deviations === 2 && name.left < ROOM_FOR_PRIOR && <i> · N(0, I)</i>}
          </span>
        ))}
      </div>
    </div>
  );
}
