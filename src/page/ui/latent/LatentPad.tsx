/** The square of the map. Its layers, from the back: images, codes, prior, marks, and a knob that moves without repainting. */
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { coordinatesOf, distanceFrom, type Plane } from "../../../core/latent/plane";
import type { Basis } from "../../state/instrumentSettings";
import { ARROWS } from "../arrowKeys";
import { areCodesOld } from "../../state/outdated";
import { usePanelParts, useStore, useTexts } from "../context";
import { meantKey } from "../kit/meantKey";
import { Slot } from "../kit/Slot";
import { countText } from "../numbers";
import { useThemeVersion } from "../themeColours";
import { useNameOfClass } from "../useNameOfClass";
import { useModel } from "../useModel";
import { LETTERS, moveBy, pointOnMap } from "./coordinates";
import type { Box } from "./labels";
import { Ticks } from "./Ticks";
import { paintCodes } from "./paintCodes";
import { PriorOnMap } from "./PriorOnMap";
import { useManifold } from "./useManifold";
import { useMapGestures } from "./useMapGestures";
import { useShownCodes } from "./useShownCodes";

/** A key press moves by this share of the extent; with Shift by ten times that. */
const KEY_STEP = 0.05;

/** A code whose distance from the plane exceeds this share of the extent counts as outside of it. */
const MAX_OFF_PLANE = 0.01;

export function LatentPad({ lit }: { readonly lit: readonly number[] }) {
  const { session, store } = usePanelParts();
  const plane = useStore((state) => state.plane);
  const basis = useStore((state) => state.basis);
  const strip = useStore((state) => state.z.length === 1);
  const layers = useStore((state) => state.layers);
  const model = useModel();
  const texts = useTexts().instruments.latent;
  const showPoints = layers.points && model.encode !== undefined;
  const pad = useRef<HTMLDivElement>(null);
  const gestures = useMapGestures(pad);
  const manifold = useManifold(plane, strip);
  const circleNames = useRef<HTMLDivElement>(null);
  const points = useCodes({ plane, strip, lit, circleNames });

  const key = (event: KeyboardEvent) => {
    const way = ARROWS[meantKey(event)];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const now = store.getState();
    const step = KEY_STEP * now.plane.extent * (event.shiftKey ? 10 : 1);
    session.moveTo(moveBy(now.z, now.plane, way[0] * step, way[1] * step));
  };

  return (
    <div className={`latent__stage${strip ? " latent__stage--strip" : ""}`}>
      <div className="latent__map">
        <div ref={pad} className="latent__pad" tabIndex={-1} onKeyDown={key} {...gestures}>
          <canvas
            ref={manifold.canvas} aria-hidden="true" hidden={!layers.pictures || manifold.step === null}
            className={`latent__manifold${showPoints && points.count > 0 ? " latent__manifold--behind" : ""}`}
          />
          <canvas ref={points.canvas} className="latent__codes" data-old={points.old || undefined} aria-hidden="true" hidden={!showPoints} />
          {showPoints && points.old && <span className="latent__as-of">{texts.codesOf(countText(points.step))}</span>}
          {!strip && <PriorOnMap prior={model.prior} plane={plane} names={circleNames} seen={showPoints ? points.prior : null} />}
          <Slot name="map" />
          <Marks basis={basis} plane={plane} />
          <Cross plane={plane} />
        </div>
        <Ticks way="across" plane={plane} basis={basis} />
        {!strip && <Ticks way="up" plane={plane} basis={basis} />}
      </div>
    </div>
  );
}

/** The reader's position: it alone is rendered when they move. */
function Cross({ plane }: { readonly plane: Plane }) {
  const z = useStore((state) => state.z);
  const { left, top } = pointOnMap(...coordinatesOf(plane, z), plane);
  const inside = (share: number) => `${100 * Math.min(1, Math.max(0, share))}%`;
  return (
    <span className="latent__cross" style={{ "--left": inside(left), "--top": inside(top) } as CSSProperties}>
      <span className="latent__line latent__line--across" />
      <span className="latent__line latent__line--up" />
      <span className="latent__knob" />
    </span>
  );
}

/** Marks A, B and C at their projections onto the plane; faint if the displayed plane no longer contains them. */
function Marks({ basis, plane }: { readonly basis: Basis; readonly plane: Plane }) {
  if (basis.kind !== "three" || !basis.found || basis.found.trouble) return null;
  return basis.found.codes.map((code, i) => {
    const { left, top } = pointOnMap(...coordinatesOf(plane, code), plane);
    const off = distanceFrom(plane, code) > MAX_OFF_PLANE * plane.extent;
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

interface CodesProps {
  readonly plane: Plane;
  readonly strip: boolean;
  readonly lit: readonly number[];
  readonly circleNames: RefObject<HTMLDivElement | null>;
}

/** The boxes of one element's children, relative to another element. */
function boxesIn(names: HTMLElement | null, on: HTMLElement): readonly Box[] {
  const { left, top } = on.getBoundingClientRect();
  return Array.from(names?.children ?? [], (name) => {
    const { x, y, width, height } = name.getBoundingClientRect();
    return { x: x - left + width / 2, y: y - top + height / 2, width, height };
  });
}

/** Device pixels per CSS pixel. It changes when the window moves to another screen or is zoomed. */
function useResolution(): number {
  const [resolution, setResolution] = useState(devicePixelRatio);
  useEffect(() => {
    const screen = matchMedia(`(resolution: ${resolution}dppx)`);
    screen.onchange = () => setResolution(devicePixelRatio);
    return () => { screen.onchange = null; };
  }, [resolution]);
  return resolution;
}

/** A canvas of the codes in the displayed plane, repainted when they, the theme, its size or the screen's resolution change. */
function useCodes({ plane, strip, lit, circleNames }: CodesProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  /** Width and height in CSS pixels; empty before the first frame. */
  const [size, setSize] = useState("");
  const resolution = useResolution();
  const theme = useThemeVersion();
  const nameOf = useNameOfClass();
  const shown = useShownCodes();
  const old = useStore((state) => shown !== null && areCodesOld(shown.step, state));
  const { middle, extent } = plane;
  useEffect(() => {
    if (!canvas.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize(`${entry.contentRect.width} ${entry.contentRect.height}`);
    });
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!canvas.current || size === "") return; // before the first frame, asking for sizes would compute the whole page's layout once more
    const written = boxesIn(circleNames.current, canvas.current);
    paintCodes(canvas.current, shown, { range: { middle, extent }, strip, lit, nameOf, written });
  }, [shown, middle, extent, strip, lit, nameOf, circleNames, size, resolution, theme]);
  return { canvas, count: shown?.labels.length ?? 0, prior: shown?.prior ?? null, step: shown?.step ?? 0, old };
}
