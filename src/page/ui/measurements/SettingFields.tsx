/** The settings of a measurement, folded: one number field each, with its range. */
import { useId } from "react";
import type { ListedId } from "../../../subject/measurements/registry";
import { useAllTexts } from "../context";
import { countText } from "../numbers";
import { settingName } from "./names";
import { rangesOf, type Drafts } from "./settingDrafts";

interface SettingFieldsProps {
  readonly id: ListedId;
  /** The measurement's name. */
  readonly name: string;
  readonly drafts: Drafts;
  readonly wrong: string | null;
  readonly disabled: boolean;
  onChange(drafts: Drafts): void;
}

const shown = (written: string) => (/^\d+$/.test(written) ? countText(Number(written)) : written);

export function SettingFields({ id, name, drafts, wrong, disabled, onChange }: SettingFieldsProps) {
  const { measuring: texts } = useAllTexts();
  const fieldId = useId();
  const ranges = rangesOf(id);
  return (
    <details className="measurements__settings">
      <summary>{ranges.map(([setting]) => `${settingName(texts, id, setting)} ${shown(drafts[setting] ?? "")}`).join(" · ")}</summary>
      <div className="measurements__fields" role="group" aria-label={name}>
        {ranges.map(([setting, { min, max }]) => (
          <label key={setting} htmlFor={`${fieldId}-${setting}`}>
            {settingName(texts, id, setting)}
            <input
              id={`${fieldId}-${setting}`} className="field" type="number" inputMode="numeric" min={min} max={max} step={1}
              value={drafts[setting] ?? ""} disabled={disabled} aria-invalid={wrong === setting}
              onChange={({ target }) => onChange({ ...drafts, [setting]: target.value })}
            />
          </label>
        ))}
      </div>
    </details>
  );
}
