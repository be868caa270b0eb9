/** A hyperparameter with a few named values: two as a row of radio buttons, more as a menu. */
import type { ChoiceSpec } from "../../../core/model/hyperparameters";
import { useTexts } from "../context";
import { Tex } from "../equation/Tex";

interface Props {
  id: string;
  spec: ChoiceSpec;
  value: string;
  texts: { name: string; about: string };
  /** Names for options whose meaning differs from their usual text. */
  named?: Readonly<Record<string, string>>;
  onChange(value: string): void;
}

const MAX_BUTTONS = 2;

export function SettingChoice({ id, spec, value, texts, named = {}, onChange }: Props) {
  const { options } = useTexts().models;
  const name = (option: string) => named[option] ?? options[option] ?? option;
  const label = (
    <>
      <span className="setting__symbol" aria-hidden="true"><Tex tex={spec.symbol} /></span>
      <span className="setting__name">{texts.name}</span>
    </>
  );
  if (spec.options.length > MAX_BUTTONS) {
    return (
      <div className="setting setting--choice" title={texts.about}>
        <label className="setting__line" htmlFor={`setting-${id}`}>{label}</label>
        <select id={`setting-${id}`} className="setting__menu" value={value}
          onChange={(event) => onChange(event.target.value)}>
          {spec.options.map((option) => <option key={option} value={option}>{name(option)}</option>)}
        </select>
        <p className="setting__about" aria-hidden="true">{texts.about}</p>
      </div>
    );
  }
  return (
    <fieldset className="setting setting--choice" title={texts.about} aria-label={texts.name}>
      <span className="setting__line">{label}</span>
      <span className="setting__options">
        {spec.options.map((option) => (
          <label key={option} className="setting__option">
            <input type="radio" name={`setting-${id}`} value={option} checked={option === value}
              onChange={() => onChange(option)} />
            <span>{name(option)}</span>
          </label>
        ))}
      </span>
      <p className="setting__about" aria-hidden="true">{texts.about}</p>
    </fieldset>
  );
}
