/**
 * Gestures on the map. One finger or the primary button moves z; with Shift or another button it moves the map, and so do two fingers, which
 * also zoom. The wheel zooms if the page cannot scroll by it; with Ctrl, which browsers also report for a pinch on a touchpad, it always does.
 */
import { useEffect, useRef, type PointerEvent, type RefObject } from "react";
import { moved, zoomed, type Range } from "../../../core/latent/range";
import { usePanelParts } from "../context";
import { coordinatesAt, moveToPoint, type MapPoint } from "./coordinates";
import { createPacedMoves, type PacedMoves } from "./pacedMoves";

/** One notch of a wheel, some 100 pixels, zooms by about 16 %. */
const ZOOM_PER_PIXEL = 0.0015;
/** Pixels per line, for wheels that report lines. */
const LINE = 16;

type Gesture =
  | { readonly kind: "point"; readonly z: readonly number[] }
  | { readonly kind: "move"; readonly range: Range; readonly from: MapPoint }
  | { readonly kind: "pinch"; readonly range: Range; readonly from: MapPoint; readonly apart: number };

const middleOf = (points: readonly MapPoint[]): MapPoint => ({
  left: points.reduce((sum, { left }) => sum + left, 0) / points.length,
  top: points.reduce((sum, { top }) => sum + top, 0) / points.length,
});
const apartOf = ([a, b]: readonly MapPoint[]): number => (a && b ? Math.max(0.02, Math.hypot(a.left - b.left, a.top - b.top)) : 1);

const pageScrolls = () => document.documentElement.scrollHeight > document.documentElement.clientHeight + 1;

/** Returns the pointer handlers of the map; the wheel's is attached to `pad`. */
export function useMapGestures(pad: RefObject<HTMLDivElement | null>) {
  const { session, store, frames } = usePanelParts();
  const moves = useRef<PacedMoves | null>(null);
  useEffect(() => {
    const mine = moves.current = createPacedMoves(frames, session.moveTo);
    return () => mine.dispose();
  }, [session, frames]);
  /** The map's box while a pointer is on it, measured once because each measurement forces a layout. */
  const box = useRef<DOMRect | null>(null);
  const fingers = useRef(new Map<number, MapPoint>());
  const gesture = useRef<Gesture | null>(null);

  const pointOnMap = (event: { readonly clientX: number; readonly clientY: number; readonly currentTarget: EventTarget | null }): MapPoint => {
    const { left, top, width, height } = box.current ??= (event.currentTarget as HTMLElement).getBoundingClientRect();
    return { left: (event.clientX - left) / width, top: (event.clientY - top) / height };
  };
  const range = (): Range => {
    const { middle, extent } = store.getState().plane;
    return { middle, extent };
  };
  const follow = (event: PointerEvent, point: MapPoint) => moves.current?.to(moveToPoint(store.getState().plane, point), event.timeStamp);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button > 2) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (fingers.current.size === 0) box.current = null;
    const point = pointOnMap(event);
    fingers.current.set(event.pointerId, point);
    session.holdMap(true);
    if (fingers.current.size === 2) {
      // The first finger was part of a pinch, so z returns to its place.
      moves.current?.drop();
      if (gesture.current?.kind === "point") session.moveTo(gesture.current.z);
      const both = [...fingers.current.values()];
      gesture.current = { kind: "pinch", range: range(), from: middleOf(both), apart: apartOf(both) };
    } else if (fingers.current.size === 1 && (event.button !== 0 || event.shiftKey)) {
      event.preventDefault(); // the middle button would scroll
      gesture.current = { kind: "move", range: range(), from: point };
    } else if (fingers.current.size === 1) {
      gesture.current = { kind: "point", z: store.getState().z };
      follow(event, point);
    }
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const now = gesture.current;
    if (!now || !fingers.current.has(event.pointerId)) return;
    const point = pointOnMap(event);
    fingers.current.set(event.pointerId, point);
    switch (now.kind) {
      case "point": return follow(event, point);
      case "move": return session.showRange(shifted(now.range, now.from, point));
      case "pinch": {
        const both = [...fingers.current.values()];
        const closer = zoomed(now.range, now.apart / apartOf(both), coordinatesAt(now.from, now.range));
        return session.showRange(shifted(closer, now.from, middleOf(both)));
      }
      default: return now satisfies never;
    }
  };

  /** After one of two fingers is lifted, the other one has no effect until it is lifted, too. */
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (!fingers.current.delete(event.pointerId)) return;
    moves.current?.end();
    gesture.current = null;
    if (fingers.current.size === 0) session.holdMap(false);
  };

  useEffect(() => {
    const square = pad.current;
    if (!square) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && pageScrolls()) return;
      event.preventDefault();
      box.current = null;
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE * event.deltaY : event.deltaY;
      // A pinch on a touchpad reports a tenth of a wheel's movement.
      const factor = Math.exp((event.ctrlKey && Math.abs(pixels) < 50 ? 6 : 1) * ZOOM_PER_PIXEL * pixels);
      const { plane } = store.getState();
      session.showRange(zoomed(plane, factor, coordinatesAt(pointOnMap(event), plane)));
    };
    square.addEventListener("wheel", onWheel, { passive: false });
    return () => square.removeEventListener("wheel", onWheel);
  }, [pad, session, store]);

  return {
    onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp,
    /** The secondary button moves the map. */
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
}

/** Returns the range after the map was dragged from `from` to `to`. */
const shifted = (range: Range, from: MapPoint, to: MapPoint): Range =>
  moved(range, -2 * (to.left - from.left) * range.extent, 2 * (to.top - from.top) * range.extent);
