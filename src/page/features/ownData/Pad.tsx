/** A field to draw on with a pen, a finger or a mouse. */
import { useCallback, useRef, useState, type PointerEvent } from "react";
import { FIELD, inkOf, tidyStroke, type Stroke } from "../../../core/data/drawing";
import { paintInk, usePainted } from "../../ui/pictures/usePainted";
import { pictureColours } from "../../ui/themeColours";

interface Props {
  readonly strokes: readonly Stroke[];
  readonly name: string;
  onLine(line: Stroke): void;
}

export function Pad({ strokes, name, onLine }: Props) {
  /** Pointer events come faster than renders: the state is only for painting. */
  const hand = useRef<Stroke | null>(null);
  const [line, setLine] = useState<Stroke | null>(null);
  const paint = useCallback((data: Uint8ClampedArray) => {
    paintInk(data, inkOf(line ? [...strokes, line] : strokes, FIELD), pictureColours());
  }, [strokes, line]);
  const canvas = usePainted(FIELD, paint);
  const become = (next: Stroke | null) => {
    hand.current = next;
    setLine(next);
  };
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    become([placeOf(event)]);
  };
  const lift = () => {
    if (!hand.current) return;
    onLine(tidyStroke(hand.current));
    become(null);
  };
  return (
    <canvas ref={canvas} className="own-data__pad" width={FIELD} height={FIELD} role="img" aria-label={name}
      onPointerDown={down} onPointerUp={lift} onPointerCancel={lift}
      onPointerMove={(event) => { if (hand.current) become([...hand.current, placeOf(event)]); }} />
  );
}
