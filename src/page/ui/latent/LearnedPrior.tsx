/** A learned prior on the map: the components of a mixture, or the ways from noise to codes. */
import type { Ellipse, PriorOnPlane } from "../../../core/latent/pictures";
import type { Plane } from "../../../core/latent/plane";
import { pointOnMap } from "./coordinates";

export const LearnedPrior = ({ plane, seen }: { readonly plane: Plane; readonly seen: PriorOnPlane }) =>
  (seen.kind === "mixture" ? <Components plane={plane} components={seen.components} /> : <Trajectories plane={plane} ways={seen.ways} />);

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
