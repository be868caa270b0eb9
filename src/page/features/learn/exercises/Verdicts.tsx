/** What the check says of each function. */
import { useEffect, useRef } from "react";
import type { Difference, Verdict } from "../../../../course/exercises/check";
import { haveSameFunctions } from "../../../../course/exercises/sameFunctions";
import type { ExerciseTexts } from "../../../../course/exercises/texts";
import { useProgramTexts, type ProgramTexts } from "../../../ui/program/texts";
import { numberText } from "../../../ui/program/numberText";
import { problemText } from "../../../ui/program/problemText";
import { lineOf } from "../../../ui/program/Verdict";
import { WithCode } from "../../../ui/kit/WithCode";
import type { OpenExerciseTexts } from "../texts";
import type { Check, OpenExercise } from "./useExercise";

type Panel = OpenExerciseTexts["panel"];

interface Props {
  readonly open: OpenExercise;
  readonly texts: ExerciseTexts;
  readonly panel: Panel;
}

export function Verdicts({ open: { names, files, check, current }, texts, panel }: Props) {
  const program = useProgramTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { if (check) box.current?.scrollIntoView({ block: "nearest" }); }, [check]); // long tasks stand above it
  const found = check && "functions" in check ? check.functions : null;
  const isOld = check !== null && !haveSameFunctions(files.program, check.of, current);
  return (
    <div ref={box} className="exercise__verdicts" role="status" data-old={isOld || undefined}>
      <h3 className="panel-title">{panel.functions}</h3>
      <ul className="lesson__conditions">
        {names.map((name) => {
          const verdict = found?.find((one) => one.name === name)?.verdict;
          const isRight = verdict?.kind === "right";
          return (
            <li key={name} className="lesson__condition" data-met={(isRight && !isOld) || undefined}>
              <span className="lesson__sign" aria-hidden="true">{isRight ? "✓" : verdict && verdict.kind !== "unwritten" ? "✗" : "○"}</span>
              <span>
                <code>{name}</code>
                {verdict ? <Said verdict={verdict} name={name} check={check!} texts={texts} panel={panel} program={program} /> : <small>{check ? panel.checkFailed : panel.notChecked}</small>}
              </span>
            </li>
          );
        })}
      </ul>
      {isOld && <p className="lesson__hint">{panel.old}</p>}
    </div>
  );
}

interface SaidProps {
  readonly verdict: Verdict;
  readonly name: string;
  readonly check: Check;
  readonly texts: ExerciseTexts;
  readonly panel: Panel;
  readonly program: ProgramTexts;
}

function Said({ verdict, name, check, texts, panel, program }: SaidProps) {
  const diagnosis = "mistake" in verdict && verdict.mistake !== null && <span className="exercise__diagnosis"><WithCode text={texts.mistakes[`${name}__${verdict.mistake}`] ?? ""} /></span>;
  switch (verdict.kind) {
    case "right": return <small>{panel.right}</small>;
    case "unwritten": return <small>{panel.unwritten}</small>;
    case "missing": return <small>{panel.missing(name)}</small>;
    case "no-tensors": return <small>{verdict.found === "None" ? panel.nothing : panel.noTensors(verdict.found)}</small>;
    case "problem": {
      const line = lineOf(check.of, verdict.span.from);
      return <>{diagnosis}<small>{verdict.span.to > 0 && program.line(line)}{problemText(verdict.problem, program)}</small></>;
    }
    case "wrong": return (
      <>
        {diagnosis}
        <small><WithCode text={differenceText(verdict.difference, panel)} /></small>
      </>
    );
    default: return verdict satisfies never;
  }
}

/** Our functions are compared more exactly than three digits show. */
const exactText = (value: number): string => numberText(value, 4);

/** Factors that a reader recognises. */
const FRACTIONS: Readonly<Record<string, string>> = { "0.5": "½", "0.25": "¼", "-0.5": "−½" };
const factorText = (by: number): string => FRACTIONS[String(Number(by.toPrecision(3)))] ?? exactText(by);

/** Several shapes stand in brackets, as the tuple that the function returns. */
const tupleText = (shapes: string): string => (shapes.includes("], [") ? `(${shapes})` : shapes);

function differenceText(difference: Difference, panel: Panel): string {
  switch (difference.kind) {
    case "shape": return panel.differences.shape(tupleText(difference.found), tupleText(difference.wanted));
    case "not-finite": return panel.differences.notFinite;
    case "factor": return panel.differences.factor(factorText(difference.by));
    case "offset": return panel.differences.offset(exactText(Math.abs(difference.by)), difference.by > 0);
    case "values": return panel.differences[difference.result > 0 ? "later" : "values"](exactText(difference.found), exactText(difference.wanted));
    case "gradient": return difference.missing ? panel.differences.noGradient(difference.of) : panel.differences.gradient(difference.of);
    default: return difference satisfies never;
  }
}
