/** Writes the report of a check as Markdown for an issue, in English regardless of the page's language. */
import { gradeOf, gradeOfBackend, type BackendChecked, type BackendResult, type Finding, type MachineReport } from "../../../core/browser/machine";
import { isGpu } from "../../../core/run/runConfig";
import { textsOf } from "../../i18n";
import { millisecondsText } from "../../ui/numbers";
import { en as machine } from "./texts.en";
import { costText, findingText, verdictOf } from "./words";

const { shell } = textsOf("en");
const english = { shell, machine };

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");

/** Returns the report as Markdown. */
export function markdownOf(report: MachineReport): string {
  const { browser, threads, version, date, seconds, complete, backends } = report;
  const facts = [
    `ELBO Room ${version}, ${date}`, [browser.browser, browser.system].filter(Boolean).join(" on "),
    browser.cores === null ? "" : `${browser.cores} cores`, browser.crossOriginIsolated ? `cross-origin isolated, WASM with threads: ${threads}` : "not cross-origin isolated",
    complete ? `took ${seconds} s` : `stopped after ${seconds} s`,
  ];
  const checked = backends.filter((one): one is BackendChecked => one.kind === "checked");
  return [
    "### This machine",
    facts.filter(Boolean).join("; "),
    verdictOf(report, english).map(({ text }) => text).join(" "),
    table(Object.values(machine.columns), backends.map(rowOf)),
    ...checked.map(detailsOf),
  ].join("\n\n") + "\n";
}

function rowOf(result: BackendResult): readonly string[] {
  const name = shell.backends[result.backend];
  if (result.kind === "unavailable") return [name, machine.noStart(result.detail), "", "", "", ""];
  const pace = (model: string) => {
    const found = result.pace.find((one) => one.model === model);
    return found ? (found.msPerStep === null ? machine.tooSlow : millisecondsText(found.msPerStep)) : "";
  };
  const { costs } = result;
  return [
    name, machine.grades[gradeOfBackend(result)], pace("vae"), pace("conv-vae"),
    costs?.operationMs ? costText(costs.operationMs) : "", costs ? costText(costs.readbackMs) : "",
  ];
}

function detailsOf(result: BackendChecked): string {
  const { facts, size, reference, kernels, models } = result;
  const about = [
    facts.device, facts.software && isGpu(result.backend) ? machine.emulated : "", facts.features.join(", "),
    ...Object.entries(facts.limits).map(([name, value]) => `${name} ${value}`), machine.size[size],
    machine.comparedWith(shell.backends[reference]),
  ];
  const row = (name: string, finding: Finding) => [name, machine.grades[gradeOf(finding)], findingText(finding, machine)];
  return [
    `<details><summary>${machine.details(shell.backends[result.backend])}</summary>`,
    about.filter(Boolean).join("; "),
    table([machine.what, machine.columns.numbers, machine.worst], [
      ...kernels.map(({ family, finding }) => row(machine.families[family], finding)),
      ...models.map(({ model, mode, finding }) => row(`${model}, ${machine.modes[mode]}`, finding)),
    ]),
    "</details>",
  ].join("\n\n");
}
