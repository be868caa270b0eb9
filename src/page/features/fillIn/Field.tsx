/** The image, large: to draw on, or with its hidden pixels hatched, to be erased and restored. */
import { useCallback, useRef, useState, type PointerEvent } from "react";
import { FIELD, inkOf, type Point, type Stroke } from "../../../core/data/drawing";
import { drawnWith } from "../../state/fillIn";
import { usePanelParts, useStore } from "../../ui/context";
import { countText } from "../../ui/numbers";
import { parseColour } from "../../ui/pictures/paint";
import { paintInk, usePainted } from "../../ui/pictures/usePainted";
import { cssColour, pictureColours } from "../../ui/themeColours";
import { useNameOfClass } from "../../ui/useNameOfClass";
import { brushed, paintField } from "./images";
import { useFillInTexts } from "./texts";
import type { Brush } from "./Tools";

interface Props {
  readonly pixels: Float32Array | null;
  readonly label: number | null;
  readonly visible: Uint8Array;
  readonly brush: Brush | null;
}

/** The current stroke, until the pointer is lifted. */
interface Hand {
  readonly last: Point;
  readonly line: Stroke;
  readonly mask: Uint8Array;
}

export function Field({ pixels, label, visible, brush }: Props) {
  const { store } = usePanelParts();
  const texts = useFillInTexts();
  const nameOf = useNameOfClass();
  const { source, image, strokes } = useStore((state) => state.fillIn);
  /** Pointer events come faster than renders: the state is only for painting. */
  const hand = useRef<Hand | null>(null);
  const [moving, setMoving] = useState<Hand | null>(null);
  const drawing = brush === "draw" || (source === "drawing" && !pixels);
  const shown = moving?.mask ?? visible;
  const line = moving?.line ?? null;

  const paint = useCallback((data: Uint8ClampedArray) => {
    const colours = pictureColours();
    if (drawing) paintInk(data, inkOf(line ? [...strokes, line] : strokes, FIELD), colours);
    else if (pixels) paintField(data, pixels, shown, { ...colours, line: parseColour(cssColour("--ink-soft")) });
  }, [drawing, strokes, line, pixels, shown]);
  const canvas = usePainted(FIELD, paint);

  const place = (event: PointerEvent<HTMLElement>): Point => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const point = place(event);
    // Read from the store, because a stroke may begin before the previous one is rendered.
    const { last = point, line: before = [], mask = store.getState().fillIn.visible } = hand.current ?? {};
    hand.current = drawing
      ? { last: point, line: [...before, point], mask }
      : { last: point, line: before, mask: brushed(mask, last, point, brush === "restore" ? 1 : 0) };
    setMoving(hand.current);
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || !brush) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hand.current = null;
    follow(event);
  };
  const lift = () => {
    if (!hand.current) return;
    const { line: drawnLine, mask } = hand.current;
    hand.current = null;
    setMoving(null);
    store.setState(({ fillIn }) => {
      const change = drawing ? drawnWith([...fillIn.strokes, drawnLine]) : { visible: mask };
      return { fillIn: { ...fillIn, ...change } };
    });
  };

  const hidden = shown.reduce((count, one) => count + 1 - one, 0);
  const what = source === "test" && label !== null ? texts.testImage(String(image), nameOf(label)) : texts.field;
  return (
    <div
      className={`fill-in__field${brush ? " fill-in__field--brush" : ""}`} role="img"
      aria-label={`${what}. ${texts.hidden(countText(hidden))}`}
      onPointerDown={down} onPointerUp={lift} onPointerCancel={lift}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      <canvas ref={canvas} className="fill-in__canvas" width={FIELD} height={FIELD} aria-hidden="true" />
      {drawing && strokes.length === 0 && !line && <span className="fill-in__invitation">{texts.drawHere}</span>}
    </div>
  );
}
