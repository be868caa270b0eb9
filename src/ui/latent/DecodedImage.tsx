/** What the decoder paints at the reader's position, large; the pixel under the pointer as a number. */
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { PIXELS, SIDE } from "../../core/runConfig";
import type { PictureOf } from "../../state/frames";
import { useRoom, useStore, useTexts } from "../context";
import { coordinateText } from "../numbers";
import { toBytes } from "../pictures/paint";
import { usePicture } from "../pictures/usePicture";
import { useModel } from "../useModel";
import "./latent.css";

const one = ({ values }: PictureOf<"decoded">) => ({ pixels: toBytes(values), columns: 1, count: 1 });
const COORDINATES_SHOWN = 2;

export function DecodedImage() {
  const { frames } = useRoom();
  const texts = useTexts().instruments.latent;
  const { conditional } = useModel();
  const z = useStore((state) => state.z);
  const classHeld = useStore((state) => state.class);
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
  const shownZ = z.slice(0, COORDINATES_SHOWN).map(coordinateText).join(", ");
  const place = `z = (${shownZ}${z.length > COORDINATES_SHOWN ? ", …" : ""})`;
  const value = pixel && values.current?.[pixel.row * SIDE + pixel.column];
  return (
    <figure className="decoded">
      <div
        className="decoded__frame" role="img" aria-label={texts.decoded} onPointerDown={point} onPointerMove={point}
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
          : conditional ? texts.ofClass(classHeld) : place}
      </figcaption>
    </figure>
  );
}
