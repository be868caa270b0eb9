/** What the pointer does on the field, parts hidden at a press, and a drawing as the model is given it. */
import { useCallback, useId } from "react";
import { SIDE } from "../../core/runConfig";
import { everything, QUICK_MASKS, quickMask } from "../../state/fillIn";
import { useRoom, useStore, useTexts } from "../context";
import { pictureColours } from "../themeColours";
import { useModel } from "../useModel";
import { paintFilled } from "./paintImages";
import { usePainted } from "./usePainted";

export type Brush = "draw" | "erase" | "restore";

interface Props {
  readonly brush: Brush | null;
  readonly brushes: readonly Brush[];
  onBrush(brush: Brush): void;
  readonly drawn: Float32Array | null;
}

export function Tools({ brush, brushes, onBrush, drawn }: Props) {
  const { store } = useRoom();
  const texts = useTexts().completion;
  const drawing = useStore((state) => state.fillIn.source === "drawing");
  const completes = useModel().visible !== undefined;
  const name = useId();
  return (
    <>
      {brushes.length > 1 && (
        <fieldset className="fill-in__choice" role="radiogroup" aria-label={texts.brush}>
          {brushes.map((one) => (
            <label key={one} className="fill-in__option">
              <input type="radio" name={name} checked={one === brush} onChange={() => onBrush(one)} />
              <span>{texts.brushes[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {!completes && (
        <div className="fill-in__masks" role="group" aria-label={texts.hide}>
          <span className="fill-in__label" aria-hidden="true">{texts.hide}</span>
          {QUICK_MASKS.map((which) => (
            <button
              key={which} type="button" className="button"
              onClick={() => store.setState(({ fillIn }) => ({ fillIn: { ...fillIn, visible: quickMask(which) } }))}
            >
              {texts.masks[which]}
            </button>
          ))}
        </div>
      )}
      {drawing && <Preview drawn={drawn} />}
    </>
  );
}

const ALL = everything();

function Preview({ drawn }: { readonly drawn: Float32Array | null }) {
  const texts = useTexts().completion;
  const paint = useCallback((data: Uint8ClampedArray) => {
    const colours = pictureColours();
    paintFilled(data, drawn ?? new Float32Array(SIDE * SIDE), ALL, { ...colours, made: colours.ink });
  }, [drawn]);
  const canvas = usePainted(SIDE, paint);
  return (
    <div className="fill-in__preview">
      <canvas ref={canvas} className="fill-in__canvas" width={SIDE} height={SIDE} role="img" aria-label={texts.preview} />
      <span className="fill-in__label">{texts.asGiven}</span>
    </div>
  );
}
