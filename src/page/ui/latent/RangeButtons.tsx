/** Sets the range of the map: zoom in, zoom out, fit to the codes, reset. */
import { fitted, STANDARD_RANGE, zoomed } from "../../../core/latent/range";
import { usePanelParts, useTexts } from "../context";
import { useShownCodes } from "./useShownCodes";

const STEP = 1.5;

export function RangeButtons() {
  const { session, store } = usePanelParts();
  const texts = useTexts().instruments.latent;
  const codes = useShownCodes();
  const plane = () => store.getState().plane;
  return (
    <div className="latent__range" role="group" aria-label={texts.range}>
      <button type="button" aria-label={texts.zoomOut} title={texts.zoomOut} onClick={() => session.showRange(zoomed(plane(), STEP))}>−</button>
      <button type="button" aria-label={texts.zoomIn} title={texts.zoomIn} onClick={() => session.showRange(zoomed(plane(), 1 / STEP))}>+</button>
      {codes && (
        <button type="button" title={texts.fitTitle} onClick={() => session.showRange(fitted(codes.points))}>{texts.fit}</button>
      )}
      <button type="button" title={texts.standardTitle} aria-label={texts.standardTitle} onClick={() => session.showRange(STANDARD_RANGE)}>
        ±{STANDARD_RANGE.extent}
      </button>
    </div>
  );
}
