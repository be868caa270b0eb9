/** The result of a program's check, in sentences with the lines to which they belong. */
import type { ReactNode } from "react";
import type { Repair } from "../../../core/pastedCode";
import type { CheckedProgram } from "../../../torchSubset/program/check";
import type { MissingGradient, PathPlace } from "../../../torchSubset/program/missingGradients";
import { Space } from "../kit/Between";
import { WithCode } from "../kit/WithCode";
import { problemText } from "./problemText";
import { useProgramTexts } from "./texts";

/** A program that was checked, and the result of its check. */
export type Checked = { readonly of: string } & (CheckedProgram | { readonly failure: "tooLong" | "notLoaded" });

/** More warnings than these are counted. */
const SHOWN_WARNINGS = 2;

interface Props {
  readonly checked: Checked | null;
  /** Whether the program has not changed since. */
  readonly isCurrent: boolean;
  readonly text: string;
  /** Whether the run trains this program, or has stopped with an error while it did; null: neither. */
  readonly run: "trains" | "stopped" | null;
  /** The sentence for a program without problems; absent: it says that the program can be trained. */
  readonly good: string | undefined;
  /** What was repaired of a text that has just been pasted. */
  readonly repairs: readonly Repair[];
  /** The sentence why the run has stopped; null if it has not. */
  readonly failure: ReactNode;
  onGoTo(place: number): void;
  /** Called when the reader follows the path of a parameter. */
  onTrace(name: string): void;
}

export function Verdict({ checked, isCurrent, text, run, good, repairs, failure, onGoTo, onTrace }: Props) {
  const texts = useProgramTexts();
  const found = checked && "shapes" in checked ? checked : null;
  const ready = isCurrent && found?.problem === null;
  const place = (from: number) => <LineButton text={text} from={from} onGoTo={onGoTo} />;
  return (
    <div className="program__verdict" role="status" aria-label={texts.verdict}>
      {repairs.length > 0 && <p>{texts.repaired(repairs.map((repair) => texts.repairs[repair]).join(", "))}</p>}
      {failure && <p className="program__problem">{failure}</p>}
      <p>
        {found?.problem && <>{found.problem.span.to > 0 && place(found.problem.span.from)}<ProblemSentences problem={found.problem} /></>}
        {checked && "failure" in checked && texts[checked.failure]}
        {ready && (run ? <>{texts[run]}<Space />{texts.hint}</> : good ?? texts.good)}
        {ready && found.notDrawn && <><Space /><WithCode text={texts.notDrawn[found.notDrawn]} /></>}
      </p>
      {ready && found.warnings.slice(0, SHOWN_WARNINGS).map((warning) => (
        <Warning key={`${warning.name} ${warning.term?.name}`} warning={warning} text={text} onGoTo={(from) => {
          onTrace(warning.name);
          onGoTo(from);
        }} />
      ))}
      {ready && found.warnings.length > SHOWN_WARNINGS && <p>{texts.moreUntrained(found.warnings.length - SHOWN_WARNINGS)}</p>}
    </div>
  );
}

/** Says what is wrong and, of shapes that do not fit, what a layer takes and the names of the axes. */
function ProblemSentences({ problem: { kind, axes: found } }: { readonly problem: NonNullable<CheckedProgram["problem"]> }) {
  const all = useProgramTexts();
  const { axes: texts } = all;
  const call = found?.call;
  const names = found?.axes.map((one) => ("name" in one ? texts[one.kind](one.name, one.length) : texts[one.kind](one.length))) ?? [];
  return (
    <>
      <span className="program__problem">{call ? <WithCode text={`${texts.call(call)} ${call.message}`} /> : problemText(kind, all)}</span>
      {names.length > 0 && <><Space /><WithCode text={texts.are(names.join(", "))} /></>}
    </>
  );
}

/** Says that nothing trains a parameter, what cuts the path between it and its loss, and draws that path. */
function Warning({ warning: { why, name, span, cause, path, loss, term }, text, onGoTo }: { readonly warning: MissingGradient; readonly text: string; readonly onGoTo: Props["onGoTo"] }) {
  const texts = useProgramTexts();
  const place = (from: number) => <LineButton text={text} from={from} onGoTo={onGoTo} />;
  return (
    <div className="program__warning">
      <p>
        {place(span.from)}<WithCode text={why === "no-term" ? texts.untrained[why](name, term!.name, term!.others.map((one) => `\`${one}\``).join(", ")) : texts.untrained[why](name)} />
        {cause && <><Space />{place(cause.span.from)}<WithCode text={texts.cuts[cause.kind](excerpt(text, cause.span))} /></>}
      </p>
      {path.length > 1 && (
        <ol className="program__path" aria-label={texts.path(name)}>
          {shortened(path).map((one, i) => (
            <li key={i}>{one === null ? "…" : <PathButton place={one} text={text} onGoTo={onGoTo} />}</li>
          ))}
          {loss && <li className="program__lost"><span className="visually-hidden">{texts.pathEnds}</span><PathButton place={loss} text={text} onGoTo={onGoTo} /></li>}
        </ol>
      )}
    </div>
  );
}

/** A path with more places is shown without those after the first two. */
const LONGEST_PATH = 6;

/** Returns the places of a path; null: some are left out. */
const shortened = (path: readonly PathPlace[]): readonly (PathPlace | null)[] =>
  (path.length > LONGEST_PATH ? [...path.slice(0, 2), null, ...path.slice(2 - LONGEST_PATH)] : path);

function PathButton({ place: { name, span }, text, onGoTo }: { readonly place: PathPlace } & Pick<Props, "text" | "onGoTo">) {
  const texts = useProgramTexts();
  const line = lineOf(text, span.from);
  return (
    <button type="button" className="program__place" title={texts.inLine(line)} onClick={() => onGoTo(span.from)}>
      <code>{name ?? excerpt(text, span)}</code>
    </button>
  );
}

/** The line of a place, which leads there. */
export function LineButton({ text, from, onGoTo }: Pick<Props, "text" | "onGoTo"> & { readonly from: number }) {
  const texts = useProgramTexts();
  return <button type="button" className="program__place" onClick={() => onGoTo(from)}>{texts.line(lineOf(text, from))}</button>;
}

/** Returns the line of a character, counted from 1. */
export const lineOf = (text: string, from: number): number => text.slice(0, from).split("\n").length;

const LONGEST_EXCERPT = 40;

/** Returns a part of a program as one short line. */
export function excerpt(text: string, { from, to }: { readonly from: number; readonly to: number }): string {
  const part = text.slice(from, to).replaceAll(/\s+/g, " ").replaceAll("`", "'");
  return part.length > LONGEST_EXCERPT ? `${part.slice(0, LONGEST_EXCERPT - 1)}…` : part;
}
