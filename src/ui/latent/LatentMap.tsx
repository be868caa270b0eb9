/** What the decoder paints everywhere in a plane of latent space, where test images lie, and where the reader is. */
import { useState, type CSSProperties } from "react";
import { CLASSES } from "../../core/runConfig";
import { useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { CLASS_COLOURS } from "../palette";
import { useModel } from "../useModel";
import { LatentPad } from "./LatentPad";

export function LatentMap() {
  const model = useModel();
  const texts = useTexts().instruments.latent;
  const classHeld = useStore((state) => state.class);
  const [pictures, setPictures] = useState(true);
  const [points, setPoints] = useState(true);
  const [lit, setLit] = useState<number | null>(null);
  const [codes, setCodes] = useState(0);
  const encodes = model.encode !== undefined;

  return (
    <>
      <LatentPad showPictures={pictures} showPoints={points && encodes} lit={lit} onCodes={setCodes} />
      {encodes
        ? (
          <div className="latent__legend">
            <span className="latent__classes" role="group" aria-label={texts.classes}>
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
            <Layer
              label={codes > 0 ? texts.codes(countText(codes)) : texts.noCodes} shown={points} onChange={setPoints}
            />
            <Layer label={texts.showPictures} shown={pictures} onChange={setPictures} />
          </div>
        )
        : <p className="latent__caption">{model.conditional ? texts.slice(classHeld) : texts.manifold}</p>}
    </>
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
