/** "Check this machine": progress, findings, and a report to copy. */
import type { CheckProgress } from "./slice";
import { useActions, useStore } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { CopyReport } from "./CopyReport";
import { Details } from "./Details";
import { ResultTable } from "./ResultTable";
import { checkedOf, verdictOf } from "./words";
import { checks } from "./actions";
import { useCheckTexts } from "./useCheckTexts";
import "./machine.css";

function Progress({ backend, task, share }: Pick<CheckProgress, "backend" | "task" | "share">) {
  const { machine, shell } = useCheckTexts();
  const name = shell.backends[backend];
  const { underWay } = machine;
  const text = (() => {
    switch (task.kind) {
      case "start": return underWay.start(name);
      case "costs": return underWay.costs(name);
      case "kernels": return underWay.kernels(name, machine.families[task.family]);
      case "model": return underWay.model(name, task.model, machine.modes[task.mode]);
      case "pace": return underWay.pace(name, task.model);
      default: return task satisfies never;
    }
  })();
  return (
    <div className="machine__progress">
      <progress aria-label={machine.progress} max={1} value={share} />
      <span className="machine__percent">{Math.floor(100 * share)} %</span>
      <span className="machine__task">{text}</span>
    </div>
  );
}

export function MachineCheck() {
  const { checkMachine, endMachineCheck } = useActions(checks);
  const texts = useCheckTexts();
  const { machine } = texts;
  const { progress, report } = useStore((state) => state.machine);
  const running = progress !== null;
  return (
    <>
      <p className="machine__about">{machine.about}</p>
      <div className="machine__action">
        {/* The same button starts and cancels, so that it keeps the focus. */}
        <button className="button" onClick={() => (running ? endMachineCheck() : quietly(checkMachine()))}>
          {running ? machine.stop : report ? machine.again : machine.check}
        </button>
        {progress && <Progress {...progress} />}
      </div>
      <div role="status" className="machine__verdict">
        {report && !running && verdictOf(report, texts).map(({ grade, text }) => (
          <p key={text} data-grade={grade}>{text}</p>
        ))}
      </div>
      {report && report.backends.length > 0 && (
        <>
          <ResultTable backends={report.backends} underWay={progress?.backend ?? null} />
          {checkedOf(report).map((backend) => <Details key={backend.backend} result={backend} />)}
          {!running && <CopyReport report={report} />}
        </>
      )}
    </>
  );
}
