/** The map's square. Three layers: decoded pictures, points, and a knob that moves without any painting. */
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { PictureOf } from "../../state/frames";
import { useRoom, useStore } from "../context";
import { Tex } from "../equation/Tex";
import { usePicture } from "../pictures/usePicture";
import { useThemeVersion } from "../themeColours";
import { moveBy, moveToPlace, placeOf } from "./coordinates";
import { paintCodes } from "./paintCodes";

/** A key press moves by this share of the extent; with shift by ten times as much. */
const KEY_STEP = 0.05;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

const square = ({ pixels, side }: PictureOf<"manifold">) => ({ pixels, columns: side, count: side * side });
const oneRow = ({ pixels, side }: PictureOf<"manifold">) => ({ pixels, columns: side, count: side });

interface Props {
  readonly showPictures: boolean;
  readonly showPoints: boolean;
  readonly lit: number | null;
  onCodes(count: number): void;
}

export function LatentPad({ showPictures, showPoints, lit, onCodes }: Props) {
  const { session, store } = useRoom();
  const plane = useStore((state) => state.plane);
  const z = useStore((state) => state.z);
  const strip = z.length === 1;
  const { extent, axes } = plane;
  const [horizontal, vertical] = axes;
  const manifold = usePicture("manifold", strip ? oneRow : square);
  const points = useCodes({ extent, strip, lit, axes, onCodes });
  const here = placeOf(z[horizontal] ?? 0, strip ? 0 : (z[vertical] ?? 0), extent);
  const inside = (share: number) => `${100 * Math.min(1, Math.max(0, share))}%`;

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const now = store.getState();
    const place = { left: (event.clientX - left) / width, top: (event.clientY - top) / height };
    session.moveTo(moveToPlace(now.z, now.plane, place), event.timeStamp);
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  };
  const key = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = KEY_STEP * (event.shiftKey ? 10 : 1);
    const now = store.getState();
    session.moveTo(moveBy(now.z, now.plane, way[0] * step, way[1] * step));
  };

  return (
    <div className={`latent__stage${strip ? " latent__stage--strip" : ""}`}>
      <div className="latent__map">
        <div
          className="latent__pad" tabIndex={-1} onPointerDown={down} onKeyDown={key}
          onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
        >
          <canvas
            ref={manifold.canvas} aria-hidden="true" hidden={!showPictures || manifold.step === null}
            className={`latent__manifold${showPoints && points.count > 0 ? " latent__manifold--behind" : ""}`}
          />
          <canvas ref={points.canvas} className="latent__codes" aria-hidden="true" hidden={!showPoints} />
          <span className="latent__line latent__line--across" style={{ top: inside(here.top) }} />
          <span className="latent__line latent__line--up" style={{ left: inside(here.left) }} />
          <span className="latent__knob" style={{ left: inside(here.left), top: inside(here.top) }} />
        </div>
        <Ticks way="across" labels={[`−${extent}`, "0", String(extent)]} dimension={horizontal} />
        {!strip && <Ticks way="up" labels={[String(extent), "0", `−${extent}`]} dimension={vertical} />}
      </div>
    </div>
  );
}

interface TicksProps {
  readonly way: "across" | "up";
  readonly labels: readonly string[];
  readonly dimension: number;
}

function Ticks({ way, labels, dimension }: TicksProps) {
  return (
    <div className={`latent__ticks latent__ticks--${way}`} aria-hidden="true">
      {labels.map((label) => <span key={label}>{label}</span>)}
      <span className="latent__axis"><Tex tex={`z_{${dimension + 1}}`} decorative /></span>
    </div>
  );
}

interface CodesWish {
  readonly extent: number;
  readonly strip: boolean;
  readonly lit: number | null;
  readonly axes: readonly [number, number];
  onCodes(count: number): void;
}

/** A canvas of points that belong to the axes on show, repainted when they, the theme or its size change. */
function useCodes({ extent, strip, lit, axes, onCodes }: CodesWish) {
  const { frames } = useRoom();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [codes, setCodes] = useState<PictureOf<"codes"> | null>(null);
  const [size, setSize] = useState("");
  const theme = useThemeVersion();
  const [horizontal, vertical] = axes;

  useEffect(() => frames.subscribe("codes", (now) => {
    // The buffers go back to the worker.
    const kept = now && now.points.length > 0
      ? { ...now, points: now.points.slice(), labels: now.labels.slice() }
      : null;
    setCodes(kept);
  }), [frames]);
  const shown = codes && codes.axes[0] === horizontal && (strip || codes.axes[1] === vertical) ? codes : null;
  const count = shown?.labels.length ?? 0;
  useEffect(() => onCodes(count), [count, onCodes]);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize(`${entry.contentRect.width} ${entry.contentRect.height}`);
    });
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (canvas.current) paintCodes(canvas.current, shown, { extent, strip, lit });
  }, [shown, extent, strip, lit, size, theme]);
  return { canvas, count };
}
