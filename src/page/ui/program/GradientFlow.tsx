/** Where the gradients of a program's lines vanish or explode; their sizes stand beside the lines. */
import type { GradientFlow as Flow, Jump } from "../../../torchSubset/program/gradientFlow";
import { countText } from "../numbers";
import { useProgramTexts } from "./texts";
import { Space } from "../kit/Between";

interface Props {
  /** Null: it is being computed. */
  readonly flow: Flow | null;
  /** Called with a line, counted from 0. */
  onGoTo(line: number): void;
}

export function GradientFlow({ flow, onGoTo }: Props) {
  const { flow: texts, values } = useProgramTexts();
  return (
    <section className="values" aria-label={texts.region}>
      {flow?.jumps.map((jump) => <Sentence key={jump.of} jump={jump} onGoTo={onGoTo} />)}
      <p className="values__note">{flow === null ? values.waiting : <>{texts.about(countText(flow.step))}{flow.jumps.length === 0 && <><Space />{texts.even}</>}</>}</p>
    </section>
  );
}

function Sentence({ jump: { of, from, to, ratio }, onGoTo }: { readonly jump: Jump; readonly onGoTo: Props["onGoTo"] }) {
  const { flow: texts, line } = useProgramTexts();
  const how = ratio === 0 ? "gone" : ratio < 1 ? "falls" : "grows";
  return (
    <p className="program__warning values__note">
      <button type="button" className="program__place" onClick={() => onGoTo(to)}>{line(to + 1)}</button>
      {texts[of][how](from + 1, to + 1, timesText(ratio < 1 ? 1 / ratio : ratio))}<Space />{texts[how]}
    </p>
  );
}

/** Larger factors have an exponent. */
const LARGE = 1e6;

/** Returns a factor of at least a thousand with two digits. */
const timesText = (times: number): string => (times < LARGE ? countText(Number(times.toPrecision(2))) : times.toExponential(0).replace("+", ""));
