/** Chooses the image: a test image by its number, or the reader's own drawing. */
import { useId } from "react";
import { readNumber } from "../../../core/readNumber";
import { drawnWith, type FillIn } from "../../state/fillIn";
import { usePanelParts, useStore } from "../../ui/context";
import { DieIcon, NextIcon, PreviousIcon } from "../../ui/kit/icons";
import { useTypedNumber } from "../../ui/experiment/useTypedNumber";
import { countText } from "../../ui/numbers";
import { useNameOfClass } from "../../ui/useNameOfClass";
import { useTestImages } from "../../ui/useModel";
import { randomImage, neighbour } from "./images";
import { useFillInTexts } from "./texts";

const SOURCES = ["test", "drawing"] as const;

export function ImageChoice({ label }: { readonly label: number | null }) {
  const { store } = usePanelParts();
  const texts = useFillInTexts();
  const source = useStore((state) => state.fillIn.source);
  const name = useId();
  const change = (patch: Partial<FillIn>) => store.setState(({ fillIn }) => ({ fillIn: { ...fillIn, ...patch } }));
  return (
    <div className="fill-in__source">
      <fieldset className="fill-in__choice" role="radiogroup" aria-label={texts.source}>
        {SOURCES.map((one) => (
          <label key={one} className="fill-in__option">
            <input type="radio" name={name} checked={source === one} onChange={() => change({ source: one })} />
            <span>{texts.sources[one]}</span>
          </label>
        ))}
      </fieldset>
      {source === "test" ? <NumberOf label={label} change={change} /> : <Lines change={change} />}
    </div>
  );
}

interface Part {
  change(patch: Partial<FillIn>): void;
}

function NumberOf({ label, change }: Part & { readonly label: number | null }) {
  const texts = useFillInTexts();
  const nameOf = useNameOfClass();
  const image = useStore((state) => state.fillIn.image);
  const seed = useStore((state) => state.config.seed);
  const images = useTestImages();
  const read = (written: string) => {
    const number = readNumber(written, { whole: true });
    return number.kind === "number" && Number.isInteger(number.value) && number.value >= 0 && number.value < images ? number.value : texts.noImage(countText(images - 1));
  };
  const { field, wrong, about } = useTypedNumber(image, String(image), read, (next) => change({ image: next }));
  const button = (text: string, icon: React.ReactNode, next: number) => (
    <button type="button" className="button button--icon" aria-label={text} title={text} onClick={() => change({ image: next })}>
      {icon}
    </button>
  );
  return (
    <div className="fill-in__number">
      {button(texts.previous, <PreviousIcon />, neighbour(image, -1, images))}
      <input
        className="field" inputMode="numeric" aria-label={texts.number}
        title={label === null ? undefined : texts.testImage(String(image), nameOf(label))} {...field}
      />
      {button(texts.next, <NextIcon />, neighbour(image, 1, images))}
      {button(texts.byChance, <DieIcon />, randomImage(seed, image, images))}
      {wrong && <p id={about} className="setting__wrong" role="alert">{wrong}</p>}
    </div>
  );
}

function Lines({ change }: Part) {
  const texts = useFillInTexts();
  const strokes = useStore((state) => state.fillIn.strokes);
  return (
    <div className="fill-in__lines">
      <button type="button" className="button" disabled={strokes.length === 0} onClick={() => change(drawnWith(strokes.slice(0, -1)))}>
        {texts.undo}
      </button>
      <button type="button" className="button" disabled={strokes.length === 0} onClick={() => change(drawnWith([]))}>
        {texts.clear}
      </button>
    </div>
  );
}
