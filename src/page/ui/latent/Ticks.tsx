/** Tick labels and axis names along the map's edges. */
import type { CSSProperties } from "react";
import type { Plane } from "../../../core/latent/plane";
import { ticksIn } from "../../../core/rounding";
import type { Basis } from "../../state/instrumentSettings";
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
  // The axis name is placed between the last two ticks.
  const [before = 0, last = 1] = ticks.slice(-2).map(share);
  return (
    <div className={`latent__ticks latent__ticks--${way}`} aria-hidden="true">
      {ticks.map((tick) => <span key={tick} className="latent__tick" style={at(share(tick))}>{tickText(tick)}</span>)}
      <span className="latent__axis" style={at((last + before) / 2)}><AxisName basis={basis} which={which} /></span>
    </div>
  );
}

const tickText = (value: number) => String(value).replace("-", "−");

/** The horizontal axis of a plane through A, B and C runs from A to B; its vertical axis has no name. */
function AxisName({ basis, which }: { readonly basis: Basis; readonly which: 0 | 1 }) {
  switch (basis.kind) {
    case "dimensions": return <Tex tex={`z_{${basis.axes[which] + 1}}`} decorative />;
    case "strongest": return basis.found && <Tex tex={`u_{${which + 1}}`} decorative />;
    case "components": return <span className="latent__component">PC{which + 1}</span>;
    case "three": return which === 0 ? <span className="latent__component">A → B</span> : null;
    default: return basis satisfies never;
  }
}
