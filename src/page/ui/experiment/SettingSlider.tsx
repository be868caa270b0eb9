/**
 * One numeric hyperparameter: symbol, name, a field for its value, and a slider. A live setting follows the thumb; any other takes the value
 * on release, because each new value restarts the run.
 */
import { useEffect, useRef, useState, type CSSProperties } from "react";
import { Tex } from "../equation/Tex";
import { useTexts } from "../context";
import { settingText } from "../numbers";
import { sliderScale, type NumberSpec } from "./sliderScale";
import { TypedNumber } from "./TypedNumber";

/** A held key changes the value many times; the run restarts only after this long without a change. In milliseconds. */
const REST = 300;

interface Props {
  id: string;
  spec: NumberSpec;
  value: number;
  texts: { name: string; about: string };
  /** The unit; absent for a pure number. */
  unit: string | undefined;
  /** The keys that decrease and increase it in lecture mode. */
  keys?: readonly [string, string] | undefined;
  onChange(value: number): void;
}

export function SettingSlider({ id, spec, value, texts, unit, keys, onChange }: Props) {
  const { typed } = useTexts().shell.experiment;
  const scale = sliderScale(spec);
  const { draft, input, begin } = useDraft(value, spec.live, onChange);
  const shown = draft ?? value;
  const position = scale.position(shown);
  const fill = (100 * (position - scale.min)) / (scale.max - scale.min);
  return (
    <div className="setting" title={texts.about}>
      <label className="setting__line" htmlFor={`setting-${id}`}>
        <span className="setting__symbol" aria-hidden="true"><Tex tex={spec.symbol} /></span>
        <span className="setting__name">{texts.name}</span>
      </label>
      <TypedNumber spec={spec} value={shown} name={typed(texts.name)} onChange={onChange} />
      <span className="setting__track">
        {keys && <kbd aria-hidden="true">{keys[0]}</kbd>}
        <input ref={input} id={`setting-${id}`} type="range"
          min={scale.min} max={scale.max} step={scale.step} value={position}
          aria-valuetext={unit ? `${settingText(shown)} ${unit}` : settingText(shown)} aria-description={texts.about}
          style={{ "--fill": `${fill}%` } as CSSProperties}
          onChange={(event) => begin(scale.value(Number(event.target.value)))} />
        {keys && <kbd aria-hidden="true">{keys[1]}</kbd>}
      </span>
      <p className="setting__about" aria-hidden="true">{texts.about}</p>
    </div>
  );
}

/** The value under the thumb until it is applied. */
function useDraft(value: number, live: boolean, onChange: (value: number) => void) {
  const [drafted, setDrafted] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const pending = useRef<number | null>(null);
  const commit = useRef(onChange);
  useEffect(() => {
    commit.current = onChange;
  });
  useEffect(() => {
    const element = input.current;
    if (!element || live) return;
    let timer = 0;
    const handOn = () => {
      window.clearTimeout(timer);
      if (pending.current !== null) commit.current(pending.current);
      pending.current = null;
    };
    const rest = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(handOn, REST);
    };
    element.addEventListener("change", rest);
    element.addEventListener("blur", handOn);
    return () => {
      window.clearTimeout(timer);
      element.removeEventListener("change", rest);
      element.removeEventListener("blur", handOn);
    };
  }, [live]);
  const begin = (next: number) => {
    if (live) {
      commit.current(next);
      return;
    }
    pending.current = next;
    setDrafted({ from: value, to: next });
  };
  return { draft: drafted?.from === value ? drafted.to : null, input, begin };
}
