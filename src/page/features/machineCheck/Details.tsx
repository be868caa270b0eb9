/** The comparisons on one backend with their deviations, and what the browser reports about the device. Folded. */
import { gradeOf, type BackendChecked, type Finding } from "../../../core/browser/machine";
import { isGpu } from "../../../core/run/runConfig";
import { countText } from "../../ui/numbers";
import { GradeWord } from "./ResultTable";
import { costText, findingText } from "./words";
import { useCheckTexts } from "./useCheckTexts";
import { Space } from "../../ui/kit/Between";

function Row({ name, finding }: { name: string; finding: Finding }) {
  const { machine } = useCheckTexts();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td><GradeWord grade={gradeOf(finding)} /></td>
      <td className="machine__worst">{findingText(finding, machine)}</td>
    </tr>
  );
}

export function Details({ result }: { result: BackendChecked }) {
  const { machine, shell } = useCheckTexts();
  const { facts, kernels, models, size, reference, costs } = result;
  const limits = Object.entries(facts.limits).map(([name, value]) => `${name} ${countText(value)}`);
  const rows = [
    [machine.device, [facts.device, facts.software && isGpu(result.backend) ? machine.emulated : ""].filter(Boolean).join(", ")],
    [machine.columns.operation, costs?.operationMs ? costText(costs.operationMs) : ""],
    [machine.columns.readback, costs ? costText(costs.readbackMs) : ""],
    [machine.features, facts.features.join(", ")],
    [machine.limits, limits.join(", ")],
  ].filter(([, value]) => value !== "");
  return (
    <details className="machine__details">
      <summary>{machine.details(shell.backends[result.backend])}</summary>
      <dl className="machine__facts">
        {rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      <p className="machine__about">
        {machine.size[size]}<Space />{models.length > 0 && <>{machine.comparedWith(shell.backends[reference])}<Space /></>}{machine.explain}
      </p>
      <table className="machine__findings" aria-label={machine.compared}>
        <thead>
          <tr><th scope="col">{machine.what}</th><th scope="col">{machine.columns.numbers}</th><th scope="col">{machine.worst}</th></tr>
        </thead>
        <tbody>
          {kernels.map(({ family, finding }) => <Row key={family} name={machine.families[family]} finding={finding} />)}
          {models.map(({ model, mode, finding }) => (
            <Row key={`${model} ${mode}`} name={`${model}, ${machine.modes[mode]}`} finding={finding} />
          ))}
        </tbody>
      </table>
    </details>
  );
}
