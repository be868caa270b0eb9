/** What the decoder paints everywhere in a plane of latent space, where test images lie, and where the reader is. */
import { useState, type CSSProperties } from "react";
import { CLASSES } from "../../core/runConfig";
import { useRoom, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { CLASS_COLOURS } from "../palette";
import { useModel } from "../useModel";
import { LatentPad } from "./LatentPad";
import { PlaneChoice } from "./PlaneChoice";
import { useShownCodes } from "./useShownCodes";

export function LatentMap() {
  const model = useModel();
  const texts = useTexts().instruments.latent;
  const classHeld = useStore((state) => state.class);
  const [lit, setLit] = useState<number | null>(null);
  return (
    <>
      <LatentPad lit={lit} />
      {model.encode
        ? (
          <div className="latent__classes" role="group" aria-label={texts.classes}>
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
          </div>
        )
        : <p className="latent__caption">{model.conditional ? texts.slice(classHeld) : texts.manifold}</p>}
    </>
  );
}

/** What is on the map, beside the decoded image: its layers, and for more than two dimensions its plane. */
export function MapControls() {
  const encodes = useModel().encode !== undefined;
  const many = useStore((state) => state.z.length > 2);
  return (
    <>
      {encodes && <Layers />}
      {many && <PlaneChoice />}
    </>
  );
}

function Layers() {
  const { store } = useRoom();
  const texts = useTexts().instruments.latent;
  const layers = useStore((state) => state.layers);
  const count = useShownCodes()?.labels.length ?? 0;
  const layer = (name: keyof typeof layers, label: string) => (
    <label className="latent__layer">
      <input
        type="checkbox" checked={layers[name]}
        onChange={(event) => store.setState({ layers: { ...layers, [name]: event.target.checked } })}
      />
      {label}
    </label>
  );
  return (
    <div className="latent__layers">
      {layer("points", count > 0 ? texts.codes(countText(count)) : texts.noCodes)}
      {layer("pictures", texts.showPictures)}
    </div>
  );
}
