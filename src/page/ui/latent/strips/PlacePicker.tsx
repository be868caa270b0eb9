/** Chooses one end of a path through latent space: a test image, a noise sample, or the reader's position. */
import type { Place } from "../../../../core/latent/pictures";
import { usePanelParts, useStore, useTexts } from "../../context";
import { useModel } from "../../useModel";
import { ImageNumber } from "../ImageNumber";

/** The test image chosen when a reader returns from noise to images; it shows a 0. */
const FIRST_IMAGE = 3;

export function PlacePicker({ name, place, onChange }: { readonly name: string; readonly place: Place; onChange(place: Place): void }) {
  const { session } = usePanelParts();
  const { encode } = useModel();
  const z = useStore((state) => state.z);
  const { looking: { place: texts }, shell } = useTexts();
  const again = place.kind === "noise" ? texts.another : texts.takeAgain;
  const choose = (kind: string) => {
    if (kind === "image") onChange({ kind, index: FIRST_IMAGE });
    else if (kind === "held") onChange({ kind, z });
    else onChange(session.anotherNoise());
  };
  return (
    <div className="place">
      <span className="place__name">{name}</span>
      <select className="select place__kind" aria-label={texts.kind(name)} value={place.kind} onChange={(event) => choose(event.target.value)}>
        {encode && <option value="image">{texts.image}</option>}
        <option value="noise">{texts.noise}</option>
        <option value="held">{texts.held}</option>
      </select>
      {place.kind === "image" && (
        <ImageNumber label={texts.number(name)} value={place.index} onChange={(index) => onChange({ kind: "image", index })} />
      )}
      {(place.kind === "noise" || place.kind === "held") && (
        <button type="button" className="button place__again" aria-label={shell.pair(name, again)} onClick={() => choose(place.kind)}>
          {again}
        </button>
      )}
    </div>
  );
}
