/** Numbers and sentences of a check in any language, for the dialog and for the report. */
import { findingsOf, gradeOf, gradeOfBackend, type BackendChecked, type Finding, type Grade, type MachineReport } from "../../../core/browser/machine";
import { millisecondsText } from "../../ui/numbers";
import type { CheckTexts } from "./texts";

/** Formats a deviation: 3e-7; "0" for none. */
const offText = (off: number): string =>
  off === 0 ? "0" : Number.isFinite(off) ? off.toExponential(0).replace("e-", "e−").replace("e+", "e") : "∞";

/** Formats milliseconds with at most four decimals: an operation takes a thousandth of a millisecond. */
export const costText = (ms: number): string => (ms >= 1 ? millisecondsText(ms) : ms.toFixed(ms < 0.0995 ? 4 : 2));

/** Returns the backends that were checked. */
export const checkedOf = ({ backends }: Pick<MachineReport, "backends">): readonly BackendChecked[] =>
  backends.filter((one): one is BackendChecked => one.kind === "checked");

/** Describes the first of the worst findings: "wgan, compiled: critic, step 2, off by 3e−2". */
function where(backend: BackendChecked, grade: Grade, { machine }: CheckTexts): string {
  const named = [
    ...backend.kernels.map(({ family, finding }) => ({ name: machine.families[family], finding })),
    ...backend.models.map(({ model, mode, finding }) => ({ name: `${model}, ${machine.modes[mode]}`, finding })),
  ];
  const first = named.find(({ finding }) => gradeOf(finding) === grade);
  return first ? `${first.name}: ${findingText(first.finding, machine)}` : "";
}

/** Describes a finding in words. */
export function findingText(finding: Finding, { findings }: CheckTexts["machine"]): string {
  switch (finding.kind) {
    case "compared": return `${finding.worst.name}, ${offText(finding.worst.off)}`;
    case "took-too-long": return findings.tookTooLong(String(Math.round(finding.limit / 1000)));
    case "failed": return finding.detail;
    case "left-out": return findings.leftOut;
    default: return finding satisfies never;
  }
}

/** Returns the conclusions of a check in sentences, the worst first. */
export function verdictOf(report: MachineReport, texts: CheckTexts): readonly { readonly grade: Grade; readonly text: string }[] {
  const { verdict } = texts.machine;
  const backendName = ({ backend }: BackendChecked) => texts.shell.backends[backend];
  const checked = checkedOf(report);
  const graded = checked.map((backend) => ({ backend, grade: gradeOfBackend(backend) }));
  const withGrade = (grade: Grade) => graded.filter((one) => one.grade === grade).map(({ backend }) => backend);
  const right = withGrade("right");
  const models = new Set(right.flatMap((backend) => backend.models.map(({ model }) => model))).size;
  const partly = checked.filter((backend) => findingsOf(backend).some(({ kind }) => kind === "left-out" || kind === "took-too-long"));
  return [
    ...withGrade("wrong").map((one) => ({ grade: "wrong" as const, text: verdict.wrong(backendName(one), where(one, "wrong", texts)) })),
    ...withGrade("rough").map((one) => ({ grade: "rough" as const, text: verdict.rough(backendName(one), where(one, "rough", texts)) })),
    ...(report.complete ? partly.map((one) => ({ grade: "unknown" as const, text: verdict.unknown(backendName(one)) })) : []),
    ...(models > 0 && report.complete ? [{ grade: "right" as const, text: verdict.right(String(models), listed(right.map(backendName), texts)) }] : []),
    ...(report.complete && checked.length === 0 ? [{ grade: "unknown" as const, text: verdict.nothing }] : []),
    ...(report.complete ? [] : [{ grade: "unknown" as const, text: verdict.stopped }]),
  ];
}

function listed(names: readonly string[], { machine: { verdict } }: CheckTexts): string {
  const [last = "", ...before] = [...names].reverse();
  return before.length === 0 ? last : verdict.list(before.reverse().join(verdict.comma), last);
}
