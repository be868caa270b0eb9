/** One slider per latent dimension, and for more than two the choice of the pair that the map shows. */
import { memo, useCallback, useRef, type CSSProperties } from "react";
import { useRoom, useStore, useTexts } from "../context";
import { Tex } from "../equation/Tex";
import { coordinateText } from "../numbers";
import { alongAxis } from "./coordinates";

export function LatentSliders() {
  const { session, store } = useRoom();
  const z = useStore((state) => state.z);
  const plane = useStore((state) => state.plane);
  const texts = useTexts().instruments.latent;
  const many = z.length > 2;
  const list = useRef<HTMLUListElement>(null);
  const move = useCallback((dimension: number, value: number) => {
    const next = [...store.getState().z];
    next[dimension] = value;
    session.moveTo(next);
  }, [session, store]);
  return (
    <div className="latent__controls">
      {many && (
        <div className="latent__pair" role="group" aria-label={texts.axes}>
          {([0, 1] as const).map((which) => (
            <label key={which}>
              <span>{which === 0 ? texts.horizontal : texts.vertical}</span>
              <select
                className="select latent__select" value={plane.axes[which]}
                onChange={(event) => session.showPlane(alongAxis(plane, which, Number(event.target.value), z))}
              >
                {z.map((_, k) => <option key={k} value={k}>z{k + 1}</option>)}
              </select>
            </label>
          ))}
        </div>
      )}
      <ul className={`latent__sliders${many ? " latent__sliders--many" : ""}`} ref={list}>
        {z.map((value, k) => (
          <Slider
            key={k} dimension={k} value={value} extent={plane.extent} onMap={many && plane.axes.includes(k)}
            move={move}
          />
        ))}
      </ul>
    </div>
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
