/** The prior on the map. */
import type { Ref } from "react";
import type { Prior } from "../../core/model/prior";
import type { Ellipse, PriorOnPlane } from "../../core/latent/pictures";
import { coordinatesOf, type Plane } from "../../core/latent/plane";
import { pointOnMap } from "./coordinates";

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
      {seen?.kind === "mixture" && <Components plane={plane} components={seen.components} />}
      {seen?.kind === "ways" && <Trajectories plane={plane} ways={seen.ways} />}
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

/** A component whose weight is below this share of the average weight is left out: hardly any code is drawn from it. */
const MIN_SHARE = 0.1;
/** Radius of the dot at a component's mean, as a share of the map. */
const DOT = 0.006;
/** This many overlapping ellipses are as dark as a solid line, so that codes and images behind them stay visible. */
const DARK = 12;

/** The components of a mixture prior: mean and one standard deviation of each, fainter for smaller weights. */
function Components({ plane, components }: { readonly plane: Plane; readonly components: readonly Ellipse[] }) {
  const size = 2 * plane.extent;
  const faint = Math.min(1, DARK / components.length);
  return (
    <div className="latent__prior latent__prior--mixture" aria-hidden="true">
      <svg viewBox="0 0 1 1">
        {components.map(({ across, up, radii, angle, weight }, k) => {
          const share = weight * components.length;
          if (share < MIN_SHARE) return null;
          const { left, top } = pointOnMap(across, up, plane);
          return (
            <g key={k} opacity={Math.min(1, Math.sqrt(share))} transform={`translate(${left} ${top}) rotate(${(-180 / Math.PI) * angle})`}>
              <ellipse rx={radii[0] / size} ry={radii[1] / size} opacity={faint} />
              <circle r={DOT} />
            </g>
          );
        })}
      </svg>
      {components.length > 0 && <span className="latent__prior-name">1σ<i> · p(z)</i></span>}
    </div>
  );
}

/** Trajectories of prior samples from noise to code: a line for each, and a dot at its end. */
function Trajectories({ plane, ways }: { readonly plane: Plane; readonly ways: Extract<PriorOnPlane, { kind: "ways" }>["ways"] }) {
  return (
    <div className="latent__prior latent__prior--ways" aria-hidden="true">
      <svg viewBox="0 0 1 1">
        {ways.map((way, i) => {
          const places = way.map(([across, up]) => pointOnMap(across, up, plane));
          const end = places.at(-1)!;
          return (
            <g key={i}>
              <polyline points={places.map(({ left, top }) => `${left},${top}`).join(" ")} />
              <circle cx={end.left} cy={end.top} r={DOT} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
