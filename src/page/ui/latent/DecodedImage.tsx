/** The decoder's output at the reader's position: a large image with the value of the pixel under the pointer; or a point. */
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { PictureOf } from "../../state/frames";
import { usePanelParts, useStore, useTexts } from "../context";
import { coordinateText } from "../numbers";
import { toBytes } from "../pictures/paint";
import { usePicture } from "../pictures/usePicture";
import { useConditionName } from "../useNameOfClass";
import { useData, useModel } from "../useModel";
import { useShownPosition } from "./useShownPosition";
import "./latent.css";

const one = ({ values }: PictureOf<"decoded">) => ({ pixels: toBytes(values), columns: 1, count: 1 });
const COORDINATES_SHOWN = 2;
/** For screen readers. */
const COORDINATES_READ = 10;

export function Decoded() {
  return useData().kind !== "points" ? <DecodedImage /> : <DecodedPoint />;
}

/** The decoder's output as numbers, for data that are points. */
function DecodedPoint() {
  const { frames } = usePanelParts();
  const texts = useTexts().instruments.latent;
  const { z } = useShownPosition();
  const [point, setPoint] = useState<readonly number[] | null>(null);
  useEffect(() => frames.subscribe("decoded", (picture) => setPoint(picture && Array.from(picture.values))), [frames]);
  return (
    <figure className="decoded">
      <p className="decoded__point" aria-label={texts.decodedPoint}>{point ? `x = (${point.map(coordinateText).join(", ")})` : "x"}</p>
      <figcaption className="decoded__caption">{placeText(z)}</figcaption>
    </figure>
  );
}

/** z = (0.31, −1.20, …) */
function placeText(z: readonly number[], most = COORDINATES_SHOWN): string {
  const shown = z.slice(0, most).map(coordinateText).join(", ");
  return `z = (${shown}${z.length > most ? ", …" : ""})`;
}

function DecodedImage() {
  const { frames } = usePanelParts();
  const texts = useTexts().instruments.latent;
  const { separator } = useTexts().shell;
  const { conditional } = useModel();
  const { z } = useShownPosition();
  const chosenClass = useStore((state) => state.class);
  const conditionName = useConditionName();
  const { canvas, step } = usePicture("decoded", one);
  const [pixel, setPixel] = useState<{ row: number; column: number } | null>(null);
  const values = useRef<Float32Array | null>(null);
  useEffect(() => frames.subscribe("decoded", (picture) => {
    values.current = picture && picture.values.length === PIXELS ? picture.values : null;
  }), [frames]);

  const point = (event: PointerEvent) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const at = (share: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(share * SIDE)));
    setPixel({ row: at((event.clientY - top) / height), column: at((event.clientX - left) / width) });
  };
  const described = [...(conditional ? [texts.ofClass(conditionName(chosenClass))] : []), placeText(z, COORDINATES_READ)].join(separator);
  const value = pixel && values.current?.[pixel.row * SIDE + pixel.column];
  return (
    <figure className="decoded">
      <div
        className="decoded__frame" role="img" aria-label={texts.decoded} aria-description={described} onPointerDown={point} onPointerMove={point}
        onPointerLeave={() => setPixel(null)}
      >
        <canvas
          ref={canvas} className="decoded__canvas" width={SIDE} height={SIDE} aria-hidden="true"
          hidden={step === null}
        />
      </div>
      <figcaption className="decoded__caption">
        {pixel && typeof value === "number"
          ? texts.pixel(pixel.row + 1, pixel.column + 1, value.toFixed(2))
          : conditional ? texts.ofClass(conditionName(chosenClass)) : placeText(z)}
      </figcaption>
    </figure>
  );
}
