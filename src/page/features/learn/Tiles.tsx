/** Images side by side. */
import { useEffect, useRef } from "react";
import { PIXELS } from "../../../core/run/runConfig";
import { paintOn } from "../../ui/pictures/usePicture";
import { onThemeChange } from "../../ui/themeColours";

interface Props {
  /** The name for screen readers. */
  readonly name: string;
  /** 784 bytes per image. */
  readonly pixels: Uint8Array;
  readonly columns: number;
}

export function Tiles({ name, pixels, columns }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paint = () => paintOn(canvas.current!, { pixels, columns, count: pixels.length / PIXELS });
    paint();
    return onThemeChange(paint);
  }, [pixels, columns]);
  return <div className="study__tiles" role="img" aria-label={name}><canvas ref={canvas} aria-hidden="true" /></div>;
}
