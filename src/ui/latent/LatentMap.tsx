/**
 * The latent space as a map to drag through: what the decoder paints everywhere, where test images lie, and where the
 * reader is.
 */
import { useState, type CSSProperties, type ReactNode } from "react";
import { CLASSES } from "../../core/runConfig";
import { useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { CLASS_COLOURS } from "../palette";
import { useModel } from "../useModel";
import { LatentPad } from "./LatentPad";
import { LatentSliders } from "./LatentSliders";
import "./latent.css";

/** children: placed beside the sliders, for the decoded image. */
export function LatentMap({ children }: { readonly children?: ReactNode }) {
  const model = useModel();
  const texts = useTexts().instruments.latent;
  const classHeld = useStore((state) => state.class);
  const [pictures, setPictures] = useState(true);
  const [points, setPoints] = useState(true);
  const [lit, setLit] = useState<number | null>(null);
  const [codes, setCodes] = useState(0);
  const encodes = model.encode !== undefined;

  return (
    <div className="latent" role="group" aria-label={texts.name}>
      <div className="latent__head">
        <span className="panel-title">{texts.name}</span>
        {encodes
          ? (
            <span className="latent__layers">
              <Layer label={texts.showPictures} shown={pictures} onChange={setPictures} />
              <Layer
                label={codes > 0 ? texts.codes(countText(codes)) : texts.noCodes} shown={points} onChange={setPoints}
              />
            </span>
          )
          : <span className="latent__caption">{model.conditional ? texts.slice(classHeld) : texts.manifold}</span>}
      </div>
      <LatentPad showPictures={pictures} showPoints={points && encodes} lit={lit} onCodes={setCodes} />
      {encodes && (
        <div className="latent__legend" role="group" aria-label={texts.classes}>
          <span aria-hidden="true">{texts.byClass}</span>
          <span className="latent__classes">
            {CLASS_COLOURS.slice(0, CLASSES).map((colour, k) => (
              <button
                key={colour} type="button" className="latent__class"
                aria-pressed={lit === k} aria-label={texts.classPoints(k)}
                style={{ "--class": `var(${colour})` } as CSSProperties}
                onPointerEnter={() => setLit(k)} onPointerLeave={() => setLit(null)}
                onFocus={() => setLit(k)} onBlur={() => setLit(null)} onClick={() => setLit(k)}
              >
                {k}
              </button>
            ))}
          </span>
        </div>
      )}
      <div className="latent__below">
        {children}
        <LatentSliders />
      </div>
    </div>
  );
}

function Layer({ label, shown, onChange }: {
  readonly label: string; readonly shown: boolean; onChange(shown: boolean): void;
}) {
  return (
    <label className="latent__layer">
      <input type="checkbox" checked={shown} onChange={(event) => onChange(event.target.checked)} />{label}
    </label>
  );
}
