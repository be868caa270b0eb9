/** The prior on the map: what codes are drawn from. */
import type { Ref } from "react";
import type { Prior } from "../../core/model/prior";
import type { Ellipse, PriorOnPlane } from "../../core/latent/pictures";
import { coordinatesOf, type Plane } from "../../core/latent/plane";
import { pointOnMap } from "./coordinates";

interface PriorOnMapProps {
  readonly prior: Prior;
  readonly plane: Plane;
  /** Of the circles: what is written there must not be covered. */
  readonly names: Ref<HTMLDivElement>;
  /** Of a learned prior, where it is to be shown. */
  readonly seen: PriorOnPlane | null;
}

/** Whether draws come from N(0, I), or set out from there. */
const beginsAsNoise = (prior: Prior): boolean => prior.kind === "standard-normal" || (prior.kind === "sampler" && prior.moves);

export function PriorOnMap({ prior, plane, names, seen }: PriorOnMapProps) {
  return (
    <>
      {beginsAsNoise(prior) && <PriorCircles plane={plane} names={names} />}
      {seen?.kind === "mixture" && <Components plane={plane} components={seen.components} />}
      {seen?.kind === "ways" && <Ways plane={plane} ways={seen.ways} />}
    </>
  );
}

/** A circle's name is left out nearer to the edge than this share of the map. */
const EDGE = 0.03;
/** Left of this share of the map a circle's name has room for what the circles are of. */
const ROOM_FOR_PRIOR = 0.8;

/** Where noise lies: 1 and 2 standard deviations of N(0, I) around its middle, which need not be the plane's. */
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

/** A component with less than this share of what each would have, were all alike, is left out: hardly any code comes from it. */
const LEAST_SHARE = 0.1;
/** Of the map: a mean is seen as a dot of this radius. */
const DOT = 0.006;
/** So many ellipses one above the other are as dark as one line: codes and pictures stay to be seen behind them. */
const DARK = 12;

/** The components of a mixture as prior: mean and one standard deviation of each, fainter the rarer it is. */
function Components({ plane, components }: { readonly plane: Plane; readonly components: readonly Ellipse[] }) {
  const size = 2 * plane.extent;
  const faint = Math.min(1, DARK / components.length);
  return (
    <div className="latent__prior latent__prior--mixture" aria-hidden="true">
      <svg viewBox="0 0 1 1">
        {components.map(({ across, up, radii, angle, weight }, k) => {
          const share = weight * components.length;
          if (share < LEAST_SHARE) return null;
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

/** Draws on their way from noise to codes: a line for each, and a dot where it ends. */
function Ways({ plane, ways }: { readonly plane: Plane; readonly ways: Extract<PriorOnPlane, { kind: "ways" }>["ways"] }) {
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
