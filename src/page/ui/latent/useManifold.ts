/**
 * Paints the map's decoded images on a canvas as large as the map. After a change of range the previous images are drawn at their own place
 * until the new ones arrive.
 */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { sameDirections, type Plane } from "../../../core/latent/plane";
import type { PictureOf } from "../../state/frames";
import { usePanelParts } from "../context";
import { moved, pixelsOn } from "../pictures/pixelsOn";
import { usePicture } from "../pictures/usePicture";
import { useThemeVersion } from "../themeColours";
import { boxOf } from "./coordinates";

const square = ({ pixels, side }: PictureOf<"manifold">) => ({ pixels, columns: side, count: side * side });
const oneRow = ({ pixels, side }: PictureOf<"manifold">) => ({ pixels, columns: side, count: side });

/** Returns the canvas to place, and the step of its images (null: none). `strip`: a single row, for one latent dimension. */
export function useManifold(plane: Plane, strip: boolean): { canvas: RefObject<HTMLCanvasElement | null>; step: number | null } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pictures = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    pictures.current = document.createElement("canvas");
  }, []);
  const { step } = usePicture("manifold", strip ? oneRow : square, pictures);
  const painted = usePaintedPlane();
  const theme = useThemeVersion();
  useLayoutEffect(() => {
    if (canvas.current && pictures.current && painted) draw(canvas.current, pictures.current, { painted, plane, strip });
  }, [painted, plane, strip, theme]);
  return { canvas, step };
}

/** The plane of the newest images. Its subscription comes after theirs, so that they are painted when the plane changes. */
function usePaintedPlane(): Plane | null {
  const { frames } = usePanelParts();
  const [plane, setPlane] = useState<Plane | null>(null);
  useEffect(() => frames.subscribe("manifold", (picture) => setPlane(picture && picture.plane)), [frames]);
  return plane;
}

interface Shown {
  readonly painted: Plane;
  readonly plane: Plane;
  readonly strip: boolean;
}

function draw(canvas: HTMLCanvasElement, pictures: HTMLCanvasElement, { painted, plane, strip }: Shown): void {
  const { width, height } = pictures;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return;
  const { left, top, size } = sameDirections(painted, plane) ? boxOf(painted, plane) : { left: 0, top: 0, size: 1 };
  const to = { left, top: strip ? 0 : top, width: size, height: strip ? 1 : size };
  context.clearRect(0, 0, width, height);
  context.drawImage(pictures, to.left * width, to.top * height, to.width * width, to.height * height);
  pixelsOn.set(canvas, () => {
    const image = pixelsOn.get(pictures)?.();
    return image ? moved(image, to) : null;
  });
}
