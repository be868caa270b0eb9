/** A setting's number as an editable field. Invalid text is reverted; a number out of range is clipped. */
import { useState } from "react";
import { check } from "../../core/model/hyperparameters";
import { meantKey } from "../kit/meantKey";
import { settingText } from "../numbers";
import type { NumberSpec } from "./sliderScale";

interface Props {
  readonly spec: NumberSpec;
  readonly value: number;
  readonly name: string;
  onChange(value: number): void;
}

export function TypedNumber({ spec, value, name, onChange }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const use = () => {
    setDraft(null);
    if (draft === null) return;
    const checked = check(spec, draft.replace("−", "-").replace(",", "."));
    if (checked.kind !== "rejected" && checked.value !== value) onChange(Number(checked.value));
  };
  return (
    <input
      className="setting__value" type="text" inputMode="decimal" autoComplete="off" spellCheck={false} aria-label={name}
      value={draft ?? settingText(value)} onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()} onBlur={use}
      onKeyDown={(event) => {
        if (meantKey(event) === "Enter") use();
        if (meantKey(event) === "Escape") setDraft(null);
      }}
    />
  );
}
