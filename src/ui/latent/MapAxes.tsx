/** Numbers and names along the map's edges, and the prior on it. */
import type { CSSProperties, Ref } from "react";
import type { Ellipse } from "../../core/pictures";
import { coordinatesOf, type Plane } from "../../core/plane";
import { ticksIn } from "../../core/rounding";
import type { Basis } from "../../state/looking";
import { Tex } from "../equation/Tex";
import { pointOnMap } from "./coordinates";

interface TicksProps {
  readonly way: "across" | "up";
  readonly plane: Plane;
  readonly basis: Basis;
}

export function Ticks({ way, plane, basis }: TicksProps) {
  const which = way === "across" ? 0 : 1;
  const middle = plane.middle[which];
  const ticks = ticksIn(middle - plane.extent, middle + plane.extent);
  const share = (value: number) => (which === 0 ? pointOnMap(value, 0, plane).left : pointOnMap(0, value, plane).top);
  const at = (place: number): CSSProperties => (which === 0 ? { left: `${100 * place}%` } : { top: `${100 * place}%` });
  // The name stands between the last two numbers.
  const [before = 0, last = 1] = ticks.slice(-2).map(share);
  return (
    <div className={`latent__ticks latent__ticks--${way}`} aria-hidden="true">
      {ticks.map((tick) => <span key={tick} className="latent__tick" style={at(share(tick))}>{tickText(tick)}</span>)}
      <span className="latent__axis" style={at((last + before) / 2)}><AxisName basis={basis} which={which} /></span>
    </div>
  );
}

const tickText = (value: number) => String(value).replace("-", "−");

/** The plane through three goes from A to B across; upwards it has no name. */
function AxisName({ basis, which }: { readonly basis: Basis; readonly which: 0 | 1 }) {
  switch (basis.kind) {
    case "dimensions": return <Tex tex={`z_{${basis.axes[which] + 1}}`} decorative />;
    case "strongest": return basis.found && <Tex tex={`u_{${which + 1}}`} decorative />;
    case "components": return <span className="latent__component">PC{which + 1}</span>;
    case "three": return which === 0 ? <span className="latent__component">A → B</span> : null;
    default: return basis satisfies never;
  }
}

/** A circle's name is left out nearer to the edge than this share of the map. */
const EDGE = 0.03;
/** Left of this share of the map a circle's name has room for what the circles are of. */
const ROOM_FOR_PRIOR = 0.8;

/** Where noise lies: 1 and 2 standard deviations of N(0, I) around its middle, which need not be the plane's. */
export function PriorCircles({ plane, names }: { readonly plane: Plane; readonly names: Ref<HTMLDivElement> }) {
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
export function PriorComponents({ plane, components }: { readonly plane: Plane; readonly components: readonly Ellipse[] }) {
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
