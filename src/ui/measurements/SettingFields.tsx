/** The settings of a measurement, folded away: a number field each, within its range. */
import { useId } from "react";
import type { ListedId } from "../../core/measurements";
import { useAllTexts } from "../context";
import { countText } from "../numbers";
import { rangesOf, type Drafts, type SettingName } from "./settingDrafts";

interface SettingFieldsProps {
  readonly id: ListedId;
  readonly drafts: Drafts;
  readonly wrong: SettingName | null;
  readonly disabled: boolean;
  onChange(drafts: Drafts): void;
}

const shown = (written: string) => (/^\d+$/.test(written) ? countText(Number(written)) : written);

export function SettingFields({ id, drafts, wrong, disabled, onChange }: SettingFieldsProps) {
  const { measurements: { names }, measuring: { settings } } = useAllTexts();
  const fieldId = useId();
  const ranges = rangesOf(id);
  return (
    <details className="measurements__settings">
      <summary>{ranges.map(([name]) => `${settings[name]} ${shown(drafts[name] ?? "")}`).join(" · ")}</summary>
      <div className="measurements__fields" role="group" aria-label={names[id]}>
        {ranges.map(([name, { min, max }]) => (
          <label key={name} htmlFor={`${fieldId}-${name}`}>
            {settings[name]}
            <input
              id={`${fieldId}-${name}`} className="field" type="number" inputMode="numeric" min={min} max={max} step={1}
              value={drafts[name] ?? ""} disabled={disabled} aria-invalid={wrong === name}
              onChange={({ target }) => onChange({ ...drafts, [name]: target.value })}
            />
          </label>
        ))}
      </div>
    </details>
  );
}
