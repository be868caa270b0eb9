/** A row of pictures to choose from: a slider whose thumb frames the picture that z is at. */
import type { CSSProperties } from "react";
import { StripCanvas } from "./StripCanvas";
import type { Strip } from "./useStrip";

interface Props {
  readonly name: string;
  readonly strip: Strip | null;
  /** Its first picture among all. */
  readonly first: number;
  readonly count: number;
  /** Where z is, 0 at the first picture, count − 1 at the last, or anywhere between; null: nowhere in the row. */
  readonly at: number | null;
  valueText(index: number): string;
  onPick(index: number): void;
}

export function StripRow({ name, strip, first, count, at, valueText, onPick }: Props) {
  const here = at === null ? null : Math.min(count - 1, Math.max(0, at));
  const index = Math.round(here ?? 0);
  const pick = (input: HTMLInputElement) => onPick(input.valueAsNumber);
  return (
    <div className="strip__row" style={{ "--columns": count } as CSSProperties}>
      <input
        className="strip__slider" type="range" aria-label={name} aria-valuetext={valueText(index)}
        min={0} max={count - 1} step={1} value={index}
        onChange={(event) => pick(event.target)}
        onClick={(event) => pick(event.currentTarget)}
        onKeyDown={(event) => event.key === "Enter" && pick(event.currentTarget)}
      />
      <StripCanvas strip={strip} first={first} count={count} />
      {here !== null && <span className="strip__here" style={{ left: `${(100 * (here + 0.5)) / count}%` }} />}
    </div>
  );
}
