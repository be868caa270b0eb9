/** A small image with a caption: the model's input. */
import { useCallback } from "react";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { allVisible } from "../../state/fillIn";
import { usePainted } from "../../ui/pictures/usePainted";
import { pictureColours } from "../../ui/themeColours";
import { paintFilled } from "./images";

const ALL = allVisible();

interface Props {
  readonly pixels: Float32Array | null;
  readonly name: string;
  readonly caption: string;
}

export function Preview({ pixels, name, caption }: Props) {
  const paint = useCallback((data: Uint8ClampedArray) => {
    const colours = pictureColours();
    paintFilled(data, pixels ?? new Float32Array(PIXELS), ALL, { ...colours, made: colours.ink });
  }, [pixels]);
  const canvas = usePainted(SIDE, paint);
  return (
    <div className="fill-in__preview">
      <canvas ref={canvas} className="fill-in__canvas" width={SIDE} height={SIDE} role="img" aria-label={name} />
      <span className="fill-in__label">{caption}</span>
    </div>
  );
}
