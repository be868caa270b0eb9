/** A setting's value as an editable number. Enter, and leaving the field, apply it; Escape restores the value. */
import { check } from "../../../core/model/hyperparameters";
import { readNumber } from "../../../core/readNumber";
import { useTexts } from "../context";
import { settingText } from "../numbers";
import type { NumberSpec } from "./sliderScale";
import { useTypedNumber } from "./useTypedNumber";

interface Props {
  readonly spec: NumberSpec;
  readonly value: number;
  readonly name: string;
  onChange(value: number): void;
}

export function TypedNumber({ spec, value, name, onChange }: Props) {
  const texts = useTexts().shell.experiment;
  const read = (written: string) => {
    const number = readNumber(written, { whole: spec.kind === "int" });
    if (number.kind === "unclear") return texts.unclear(String(number.decimal), String(number.grouped));
    const checked = check(spec, number.kind === "none" ? "" : number.value);
    return checked.kind === "rejected" ? texts.noNumber : Number(checked.value);
  };
  const { field, wrong, about } = useTypedNumber(value, settingText(value), read, onChange);
  return (
    <>
      <input className="setting__value" inputMode="decimal" spellCheck={false} aria-label={name} onFocus={(event) => event.target.select()} {...field} />
      {wrong && <p id={about} className="setting__wrong" role="alert">{wrong}</p>}
    </>
  );
}
