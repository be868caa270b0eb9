/** Two sliders along the map's axes. Play shows them instead of one slider per dimension for more than two dimensions. */
import type { CSSProperties } from "react";
import { coordinatesOf } from "../../../core/latent/plane";
import { usePanelParts, useStore, useTexts } from "../context";
import { coordinateText } from "../numbers";
import { moveBy } from "./coordinates";
import { useShownPosition } from "./useShownPosition";

export function PlaneSliders() {
  const { session, store } = usePanelParts();
  const texts = useTexts().instruments.latent;
  const plane = useStore((state) => state.plane);
  const { z, showNow } = useShownPosition();
  const position = coordinatesOf(plane, z);
  const move = (axis: 0 | 1, value: number) => {
    const now = store.getState().z;
    const by = value - coordinatesOf(plane, now)[axis];
    session.moveTo(moveBy(now, plane, axis === 0 ? by : 0, axis === 1 ? by : 0));
    showNow();
  };
  return (
    <ul className="latent__sliders">
      {([0, 1] as const).map((axis) => {
        const [least, most] = [plane.middle[axis] - plane.extent, plane.middle[axis] + plane.extent];
        const name = axis === 0 ? texts.horizontal : texts.vertical;
        return (
          <li key={axis} className="latent__slider">
            <span aria-hidden="true">{axis === 0 ? "↔" : "↕"}</span>
            <input
              type="range" aria-label={name} min={least} max={most} step={0.01} value={position[axis]}
              style={{ "--fill": `${(100 * (position[axis] - least)) / (most - least)}%` } as CSSProperties}
              onChange={(event) => move(axis, event.target.valueAsNumber)}
            />
            <span className="latent__number" aria-hidden="true">{coordinateText(position[axis])}</span>
          </li>
        );
      })}
    </ul>
  );
}
