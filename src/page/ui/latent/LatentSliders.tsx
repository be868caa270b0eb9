/** One slider per latent dimension. */
import { memo, useCallback, type CSSProperties } from "react";
import { STANDARD_RANGE } from "../../../core/latent/range";
import { usePanelParts, useStore } from "../context";
import { Tex } from "../equation/Tex";
import { coordinateText } from "../numbers";
import { useShownPosition } from "./useShownPosition";

/** `marked`: the dimensions along the map's axes are highlighted. */
export function LatentSliders({ marked }: { readonly marked: boolean }) {
  const { session, store } = usePanelParts();
  const { z, showNow } = useShownPosition();
  const basis = useStore((state) => state.basis);
  const plane = useStore((state) => state.plane);
  const many = z.length > 2;
  // A map along two latent dimensions can show more than the standard range; the sliders reach as far.
  const reach = basis.kind === "dimensions" ? Math.max(...plane.middle.map(Math.abs)) + plane.extent : 0;
  const extent = Math.max(STANDARD_RANGE.extent, Math.ceil(reach));
  const move = useCallback((dimension: number, value: number) => {
    const next = [...store.getState().z];
    next[dimension] = value;
    session.moveTo(next);
    showNow();
  }, [session, store, showNow]);
  return (
    <ul className={`latent__sliders${many ? " latent__sliders--many" : ""}`}>
      {z.map((value, k) => (
        <Slider
          key={k} dimension={k} value={value} extent={extent} move={move}
          onMap={marked && many && basis.kind === "dimensions" && basis.axes.includes(k)}
        />
      ))}
    </ul>
  );
}

interface SliderProps {
  readonly dimension: number;
  readonly value: number;
  readonly extent: number;
  readonly onMap: boolean;
  move(dimension: number, value: number): void;
}

const Slider = memo(function Slider({ dimension, value, extent, onMap, move }: SliderProps) {
  const share = Math.min(1, Math.max(0, (value / extent + 1) / 2));
  return (
    <li className={`latent__slider${onMap ? " latent__slider--on-map" : ""}`}>
      <Tex tex={`z_{${dimension + 1}}`} decorative />
      <input
        type="range" aria-label={`z${dimension + 1}`} min={-extent} max={extent} step={0.01} value={value}
        style={{ "--fill": `${100 * share}%` } as CSSProperties}
        onChange={(event) => move(dimension, event.target.valueAsNumber)}
      />
      <span className="latent__number" aria-hidden="true">{coordinateText(value)}</span>
    </li>
  );
});
