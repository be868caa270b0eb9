/** Chooses the three codes through which the map's plane goes. */
import type { Place } from "../../../core/latent/pictures";
import { distanceFrom } from "../../../core/latent/plane";
import type { Three, ThreeCodes } from "../../state/instrumentSettings";
import { usePanelParts, useStore, useTexts } from "../context";
import { DieIcon } from "../kit/icons";
import { quietly } from "../kit/quietly";
import { useModel } from "../useModel";
import { AsOf } from "./AsOf";
import { LETTERS } from "./coordinates";
import { ImageNumber } from "./ImageNumber";

export function ThroughThree({ found }: { readonly found: ThreeCodes | null }) {
  const { session, store } = usePanelParts();
  const three = useStore((state) => state.instrumentSettings.three);
  const left = useStore(({ plane }) => Boolean(found && !found.trouble && distanceFrom(plane, found.codes[0]!) > 0.01 * plane.extent));
  const texts = useTexts().looking.plane;
  const setPlace = (which: number, place: Place) => {
    const [a, b, c] = three.map((one, i) => (i === which ? place : one)) as [Place, Place, Place];
    quietly(session.showThree([a, b, c] satisfies Three<Place>));
  };
  return (
    <>
      <div className="plane__three">
        {three.map((place, i) => (
          <PlacePickerRow
            key={LETTERS[i]} letter={LETTERS[i]!} place={place} onChange={(next) => setPlace(i, next)}
            held={() => ({ kind: "held", z: store.getState().z })}
          />
        ))}
      </div>
      {found?.trouble
        ? <p className="plane__trouble" role="status">{texts[found.trouble]}</p>
        : left && <p className="plane__note" role="status">{texts.left}</p>}
      {found && !found.trouble && <AsOf step={found.step} update={() => session.showThree()} />}
    </>
  );
}

function PlacePickerRow({ letter, place, onChange, held }: {
  readonly letter: string; readonly place: Place; onChange(place: Place): void; held(): Place;
}) {
  const { session } = usePanelParts();
  const { encode } = useModel();
  const texts = useTexts().looking.plane;
  return (
    <span className="plane__slot">
      <button
        type="button" className="plane__letter" aria-label={texts.slotHeld(letter)} title={texts.slotHeld(letter)}
        onClick={() => onChange(held())}
      >
        {letter}
      </button>
      {encode
        ? (
          <ImageNumber
            label={texts.slotImage(letter)} value={place.kind === "image" ? place.index : null}
            onChange={(index) => onChange({ kind: "image", index })}
          />
        )
        : (
          <button
            type="button" className="button button--icon plane__noise" aria-label={texts.slotNoise(letter)}
            title={texts.slotNoise(letter)} onClick={() => onChange(session.anotherNoise())}
          >
            <DieIcon />
          </button>
        )}
    </span>
  );
}
