/** Chooses the image to follow: a test image or a sample by its number, or the image decoded at the reader's position. */
import { useId } from "react";
import { changeFollowing, FOLLOWED_KINDS, kindOf, DISPLAYED_SAMPLES } from "../../state/following";
import { usePanelParts, useStore } from "../../ui/context";
import { ImageNumber } from "../../ui/latent/ImageNumber";
import { NextIcon, PreviousIcon } from "../../ui/kit/icons";
import { useModel, useTestImages } from "../../ui/useModel";
import { useFollowTexts } from "./texts";

export function SubjectChoice() {
  const { store } = usePanelParts();
  const texts = useFollowTexts();
  const model = useModel();
  const following = useStore((state) => state.following);
  const images = useTestImages();
  const kind = kindOf(following, model);
  const name = useId();
  return (
    <div className="follow__subject">
      <fieldset className="follow__kinds" role="radiogroup" aria-label={texts.subject}>
        {FOLLOWED_KINDS.map((one) => (
          <label key={one} className="follow__kind">
            <input type="radio" name={name} checked={one === kind} onChange={() => store.setState(changeFollowing({ kind: one }))} />
            <span>{texts.kinds[one]}</span>
          </label>
        ))}
      </fieldset>
      {kind === "image" && <Number value={following.image} most={images} label={texts.number.image} onChange={(image) => store.setState(changeFollowing({ image }))} />}
      {kind === "sample" && <Number value={following.sample + 1} first={1} most={DISPLAYED_SAMPLES} label={texts.number.sample} onChange={(sample) => store.setState(changeFollowing({ sample: sample - 1 }))} />}
    </div>
  );
}

/** A number from `first`, one of `most`. */
function Number({ value, first = 0, most, label, onChange }: {
  readonly value: number; readonly first?: number; readonly most: number; readonly label: string; onChange(value: number): void;
}) {
  const texts = useFollowTexts();
  const step = (by: 1 | -1) => onChange(first + ((value - first + by + most) % most));
  const button = (text: string, icon: React.ReactNode, by: 1 | -1) => (
    <button type="button" className="button button--icon layers__step" aria-label={text} title={text} onClick={() => step(by)}>{icon}</button>
  );
  return (
    <div className="follow__number">
      {button(texts.previous, <PreviousIcon />, -1)}
      <ImageNumber label={label} value={value} first={first} most={most} onChange={onChange} />
      {button(texts.next, <NextIcon />, 1)}
    </div>
  );
}
