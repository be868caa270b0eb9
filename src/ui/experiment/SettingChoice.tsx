/** A hyperparameter with a few named values, as a row of radio buttons. */
import type { ChoiceSpec } from "../../core/hyperparameters";
import { useTexts } from "../context";
import { Tex } from "../equation/Tex";

interface Props {
  id: string;
  spec: ChoiceSpec;
  value: string;
  texts: { name: string; about: string };
  onChange(value: string): void;
}

export function SettingChoice({ id, spec, value, texts, onChange }: Props) {
  const options: Readonly<Record<string, string>> = useTexts().settings.options;
  return (
    <fieldset className="setting setting--choice" title={texts.about} aria-label={texts.name}>
      <span className="setting__line">
        <span className="setting__symbol" aria-hidden="true"><Tex tex={spec.symbol} /></span>
        <span className="setting__name">{texts.name}</span>
      </span>
      <span className="setting__options">
        {spec.options.map((option) => (
          <label key={option} className="setting__option">
            <input type="radio" name={`setting-${id}`} value={option} checked={option === value}
              onChange={() => onChange(option)} />
            <span>{options[option] ?? option}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
