/** The map's square. Three layers: decoded pictures, points, and a knob that moves without any painting. */
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { coordinatesOf, distanceFrom, type Plane } from "../../core/plane";
import type { PictureOf } from "../../state/frames";
import type { Basis } from "../../state/looking";
import { useRoom, useStore } from "../context";
import { Tex } from "../equation/Tex";
import { usePicture } from "../pictures/usePicture";
import { useThemeVersion } from "../themeColours";
import { useModel } from "../useModel";
import { moveBy, moveToPlace, placeOf } from "./coordinates";
import { paintCodes } from "./paintCodes";
import { LETTERS } from "./PlaneChoice";
import { useShownCodes } from "./useShownCodes";

/** A key press moves by this share of the extent; with shift by ten times as much. */
const KEY_STEP = 0.05;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

/** A code further from the plane than this share of its extent is not in it. */
const OFF = 0.01;

const square = ({ pixels, side }: PictureOf<"manifold">) => ({ pixels, columns: side, count: side * side });
const oneRow = ({ pixels, side }: PictureOf<"manifold">) => ({ pixels, columns: side, count: side });

export function LatentPad({ lit }: { readonly lit: number | null }) {
  const { session, store } = useRoom();
  const plane = useStore((state) => state.plane);
  const basis = useStore((state) => state.basis);
  const z = useStore((state) => state.z);
  const layers = useStore((state) => state.layers);
  const encodes = useModel().encode !== undefined;
  const showPoints = layers.points && encodes;
  const strip = z.length === 1;
  const { extent } = plane;
  const manifold = usePicture("manifold", strip ? oneRow : square);
  const points = useCodes({ extent, strip, lit });
  const here = placeOf(...coordinatesOf(plane, z), extent);
  const inside = (share: number) => `${100 * Math.min(1, Math.max(0, share))}%`;

  /** Where the map is while a hand is on it: asked for once, as each time lays the page out anew. */
  const box = useRef<DOMRect | null>(null);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width, height } = box.current ??= event.currentTarget.getBoundingClientRect();
    const now = store.getState();
    const place = { left: (event.clientX - left) / width, top: (event.clientY - top) / height };
    session.moveTo(moveToPlace(now.plane, place), event.timeStamp);
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    box.current = null;
    follow(event);
  };
  const key = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const now = store.getState();
    const step = KEY_STEP * now.plane.extent * (event.shiftKey ? 10 : 1);
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
            ref={manifold.canvas} aria-hidden="true" hidden={!layers.pictures || manifold.step === null}
            className={`latent__manifold${showPoints && points.count > 0 ? " latent__manifold--behind" : ""}`}
          />
          <canvas ref={points.canvas} className="latent__codes" aria-hidden="true" hidden={!showPoints} />
          <Marks basis={basis} plane={plane} />
          <span className="latent__cross" style={{ transform: `translate(${inside(here.left)}, ${inside(here.top)})` }}>
            <span className="latent__line latent__line--across" />
            <span className="latent__line latent__line--up" />
            <span className="latent__knob" />
          </span>
        </div>
        <Ticks way="across" labels={[`−${extent}`, "0", String(extent)]} basis={basis} />
        {!strip && <Ticks way="up" labels={[String(extent), "0", `−${extent}`]} basis={basis} />}
      </div>
    </div>
  );
}

interface TicksProps {
  readonly way: "across" | "up";
  readonly labels: readonly string[];
  readonly basis: Basis;
}

function Ticks({ way, labels, basis }: TicksProps) {
  return (
    <div className={`latent__ticks latent__ticks--${way}`} aria-hidden="true">
      {labels.map((label) => <span key={label}>{label}</span>)}
      <span className="latent__axis"><AxisName basis={basis} which={way === "across" ? 0 : 1} /></span>
    </div>
  );
}

/** The plane through three goes from A to B across; upwards it has no name. */
function AxisName({ basis, which }: { readonly basis: Basis; readonly which: 0 | 1 }) {
  switch (basis.kind) {
    case "dimensions": return <Tex tex={`z_{${basis.axes[which] + 1}}`} decorative />;
    case "components": return <span className="latent__component">PC{which + 1}</span>;
    case "three": return which === 0 ? <span className="latent__component">A → B</span> : null;
    default: return basis satisfies never;
  }
}

/** Where A, B and C lie in the plane through them; faint when the plane on show has left them. */
function Marks({ basis, plane }: { readonly basis: Basis; readonly plane: Plane }) {
  if (basis.kind !== "three" || !basis.found || basis.found.trouble) return null;
  return basis.found.codes.map((code, i) => {
    const { left, top } = placeOf(...coordinatesOf(plane, code), plane.extent);
    const off = distanceFrom(plane, code) > OFF * plane.extent;
    return (
      <span
        key={LETTERS[i]} className={`latent__mark${off ? " latent__mark--off" : ""}`} aria-hidden="true"
        style={{ left: `${100 * left}%`, top: `${100 * top}%` }}
      >
        {LETTERS[i]}
      </span>
    );
  });
}

interface CodesWish {
  readonly extent: number;
  readonly strip: boolean;
  readonly lit: number | null;
}

/** A canvas of points that belong to the plane on show, repainted when they, the theme or its size change. */
function useCodes({ extent, strip, lit }: CodesWish) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState("");
  const theme = useThemeVersion();
  const shown = useShownCodes();
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
  return { canvas, count: shown?.labels.length ?? 0 };
}
