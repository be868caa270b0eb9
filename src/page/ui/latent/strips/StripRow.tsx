/** A row of images to choose from: a slider whose thumb frames the image at z. */
import type { CSSProperties } from "react";
import { meantKey } from "../../kit/meantKey";
import { useLoadedTexts } from "../../kit/useLaterTexts";
import { StripCanvas } from "./StripCanvas";
import { stripTexts } from "./texts";
import type { Strip } from "./useStrip";

interface Props {
  readonly name: string;
  readonly strip: Strip | null;
  /** Index of the row's first image among all images. */
  readonly first: number;
  readonly count: number;
  /** The position of z in the row: 0 at the first image, count − 1 at the last, or between two; null: not in the row. */
  readonly at: number | null;
  valueText(index: number): string;
  onPick(index: number): void;
}

export function StripRow({ name, strip, first, count, at, valueText, onPick }: Props) {
  const here = at === null ? null : Math.min(count - 1, Math.max(0, at));
  const index = Math.round(here ?? 0);
  const { elsewhere } = useLoadedTexts(stripTexts);
  const pick = (input: HTMLInputElement) => onPick(input.valueAsNumber);
  return (
    <div className="strip__row" style={{ "--columns": count } as CSSProperties}>
      <input
        className="strip__slider" type="range" aria-label={name} aria-valuetext={here === null ? elsewhere : valueText(index)}
        min={0} max={count - 1} step={1} value={index}
        onChange={(event) => pick(event.target)}
        onClick={(event) => pick(event.currentTarget)}
        onKeyDown={(event) => meantKey(event) === "Enter" && pick(event.currentTarget)}
      />
      <StripCanvas strip={strip} first={first} count={count} />
      {here !== null && <span className="strip__here" style={{ left: `${(100 * (here + 0.5)) / count}%` }} />}
    </div>
  );
}
