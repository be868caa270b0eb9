/** Chooses the brush for the field, hides parts of the image by buttons, and previews a drawing as the model receives it. */
import { useId } from "react";
import { QUICK_MASKS, quickMask } from "../../state/fillIn";
import { usePanelParts, useStore } from "../../ui/context";
import { useModel } from "../../ui/useModel";
import { Preview } from "./Preview";
import { useFillInTexts } from "./texts";

export type Brush = "draw" | "erase" | "restore";

interface Props {
  readonly brush: Brush | null;
  readonly brushes: readonly Brush[];
  onBrush(brush: Brush): void;
  readonly drawn: Float32Array | null;
}

export function Tools({ brush, brushes, onBrush, drawn }: Props) {
  const { store } = usePanelParts();
  const texts = useFillInTexts();
  const drawing = useStore((state) => state.fillIn.source === "drawing");
  const { given } = useModel();
  const completes = given !== undefined;
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
      {drawing && (!given || given.visible) && <Preview pixels={drawn} name={texts.preview} caption={texts.asGiven} />}
    </>
  );
}
