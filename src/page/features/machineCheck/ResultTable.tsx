/** One row per backend: whether its results are correct and how fast it is, or why it does not start. */
import { gradeOfBackend, type BackendChecked, type BackendResult, type Grade } from "../../../core/browser/machine";
import type { Backend } from "../../../core/run/runConfig";
import { millisecondsText } from "../../ui/numbers";
import { costText } from "./words";
import { useCheckTexts } from "./useCheckTexts";

const SIGNS: Readonly<Record<Grade, string>> = { right: "✓", rough: "≈", wrong: "✗", unknown: "?" };

export function GradeWord({ grade }: { grade: Grade }) {
  const { grades } = useCheckTexts().machine;
  return <span className="machine__grade" data-grade={grade}><span aria-hidden="true">{SIGNS[grade]}</span> {grades[grade]}</span>;
}

function Numbers({ result, underWay }: { result: BackendChecked; underWay: boolean }) {
  const { machine } = useCheckTexts();
  const { pace, costs } = result;
  const paceOf = (model: string) => {
    const found = pace.find((one) => one.model === model);
    return found ? (found.msPerStep === null ? machine.tooSlow : millisecondsText(found.msPerStep)) : machine.none;
  };
  const operation = costs?.operationMs;
  const grade = gradeOfBackend(result);
  return (
    <>
      <td>{underWay && grade !== "wrong" ? machine.checking : <GradeWord grade={grade} />}</td>
      <td>{paceOf("vae")}</td>
      <td>{paceOf("conv-vae")}</td>
      <td className="machine__wide">{operation ? costText(operation) : machine.none}</td>
      <td className="machine__wide">{costs ? costText(costs.readbackMs) : machine.none}</td>
    </>
  );
}

/** `underWay`: the backend that is being checked. */
export function ResultTable({ backends, underWay }: { backends: readonly BackendResult[]; underWay: Backend | null }) {
  const { machine, shell } = useCheckTexts();
  const { columns } = machine;
  return (
    <table className="machine__table" aria-label={machine.table}>
      <thead>
        <tr>
          <th scope="col">{columns.backend}</th><th scope="col">{columns.numbers}</th>
          <th scope="col">{columns.vae}</th><th scope="col">{columns.convVae}</th>
          <th scope="col" className="machine__wide">{columns.operation}</th>
          <th scope="col" className="machine__wide">{columns.readback}</th>
        </tr>
      </thead>
      <tbody>
        {backends.map((result) => (
          <tr key={result.backend}>
            <th scope="row" translate="no">{shell.backends[result.backend]}</th>
            {result.kind === "checked" ? <Numbers result={result} underWay={result.backend === underWay} />
              : <td colSpan={5} className="machine__why">{machine.noStart(result.detail)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
