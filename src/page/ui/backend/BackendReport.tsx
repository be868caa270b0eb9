/** Which backend computes and why, whether steps are eager or compiled, the result of each attempt, memory in use, and a choice of another backend. */
import { BACKENDS, type RequestedBackend } from "../../../core/run/runConfig";
import { dataOf } from "../../../subject/data/registry";
import type { AllTexts } from "../../i18n/parts";
import type { State } from "../../state/store";
import { useAllTexts, usePanelParts, useStore } from "../context";
import { countText, deviationText, megabytesText, millisecondsText, onePartIn } from "../numbers";
import { quietly } from "../kit/quietly";
import { Slot } from "../kit/Slot";
import { Threads } from "./Threads";
import { About } from "./About";

const CHOICES = ["auto", ...BACKENDS] as const satisfies readonly RequestedBackend[];
const isChoice = (written: string): written is RequestedBackend => CHOICES.some((choice) => choice === written);

/** WebAssembly counts memory in pages of this many bytes. */
const PAGE_BYTES = 65_536;

type BackendTrial = NonNullable<State["report"]>["trials"][number];
type CheckReport = NonNullable<State["checked"]>;
type Memory = NonNullable<State["memory"]>;

function Trial({ trial, slowest }: { trial: BackendTrial; slowest: number }) {
  const { shell, backend: texts } = useAllTexts();
  switch (trial.kind) {
    case "measured":
      return (
        <>
          <span className="backend__bar" aria-hidden="true">
            <span style={{ width: `${Math.max(2, (100 * trial.msPerStep) / slowest)}%` }} />
          </span>
          <span className="backend__result">{texts.perStep(millisecondsText(trial.msPerStep))}</span>
        </>
      );
    case "too-slow":
      return <span className="backend__detail">{texts.tooSlow((trial.limit / 1000).toFixed(1))}</span>;
    case "disagreed": {
      const { reference, losses, gradients } = trial.disagreement;
      const sentence = reference === "itself" ? texts.unsteady
        : texts.disagreed(shell.backends[reference], deviationText(Math.max(losses, gradients)));
      return <span className="backend__detail">{sentence}</span>;
    }
    case "emulated":
      return <span className="backend__detail">{texts.emulated}</span>;
    case "distrusted":
      return <span className="backend__detail">{texts.distrusted}</span>;
    case "unavailable":
      return <span className="backend__detail">{trial.detail.slice(0, 160)}</span>;
    default:
      return trial satisfies never;
  }
}

function backendMemoryText({ tensors, bytes, heapBytes, gpuBytes }: Memory, texts: AllTexts["backend"]): string {
  const inTensors = texts.tensors(countText(tensors), megabytesText(bytes));
  if (heapBytes !== null) return texts.inWasm(inTensors, megabytesText(heapBytes), countText(heapBytes / PAGE_BYTES));
  return gpuBytes === null ? inTensors : texts.onGpu(inTensors, megabytesText(gpuBytes));
}

/** Returns what the page counts, and what it cannot count. */
const memoryText = (memory: Memory, { shell, backend: texts }: AllTexts): string =>
  [texts.withImages(backendMemoryText(memory, texts), megabytesText(memory.dataBytes), megabytesText(memory.historyBytes)), texts.uncounted].join(shell.betweenSentences);

function checkText(report: CheckReport, { backend: { checks }, shell: { backends } }: AllTexts): string {
  switch (report.verdict) {
    case "agreed":
      return checks.agreed(
        countText(report.step), backends[report.reference], onePartIn(report.losses), onePartIn(report.gradients),
      );
    case "disagreed":
      if (report.reference === "itself") return checks.unsteady;
      return checks.disagreed(backends[report.reference], deviationText(Math.max(report.losses, report.gradients)));
    case "unchecked":
      return checks.unchecked;
    default:
      return report satisfies never;
  }
}

export function BackendReport() {
  const { session } = usePanelParts();
  const all = useAllTexts();
  const { shell, backend: texts } = all;
  const choice = useStore((state) => state.config.backend);
  const ofImages = useStore((state) => dataOf(state.config.hyperparameters).kind === "image");
  const { fma, operands } = useStore((state) => state.config);
  const report = useStore((state) => state.report ?? state.opened?.report ?? null);
  const opened = useStore((state) => state.opened);
  const probing = useStore((state) => state.probing);
  const memory = useStore((state) => state.memory);
  const checked = useStore((state) => state.checked);
  const engine = opened?.engine;
  const sentences = [
    probing ? texts.measuring(shell.backends[probing])
      : report ? texts.reasons[report.reason](shell.backends[report.chosen])
      : shell.hint.starting,
    engine && texts.modes[engine.mode],
    engine?.mode === "eager" && texts.whyEager[engine.reason],
    engine?.mode === "compiled" && opened?.backend === "wasm" && fma === "off" && texts.unfused,
    operands === "f16" && texts.noF16,
  ];
  const measured = report?.trials.flatMap((trial) => (trial.kind === "measured" ? [trial.msPerStep] : [])) ?? [];
  return (
    <>
      <p className="backend__reason">{sentences.filter(Boolean).join(shell.betweenSentences)}</p>
      {engine?.mode === "eager" && engine.detail !== "" && <p className="backend__detail">{engine.detail.slice(0, 160)}</p>}
      {report && report.trials.length > 0 && (
        <ul className="backend__trials" aria-label={texts.trials}>
          {report.trials.map((trial) => (
            <li key={trial.backend} data-chosen={trial.backend === report.chosen || undefined}>
              <span className="backend__name" translate="no">{shell.backends[trial.backend]}</span>
              <Trial trial={trial} slowest={Math.max(...measured)} />
            </li>
          ))}
        </ul>
      )}
      <dl className="backend__facts">
        {engine?.mode === "compiled" && (
          <>
            <dt>{texts.plan}</dt>
            <dd>
              {texts.planned(countText(engine.kernels), millisecondsText(engine.compileMs), megabytesText(engine.arenaBytes))}
            </dd>
          </>
        )}
        {engine?.mode === "compiled" && opened?.backend === "webgpu" && ofImages && (
          <>
            <dt>{texts.images}</dt>
            <dd>{engine.imageBytes > 0 ? texts.imagesStay(megabytesText(engine.imageBytes)) : texts.imagesUploaded}</dd>
          </>
        )}
        {checked && (
          <>
            <dt>{texts.check}</dt>
            <dd>{checkText(checked, all)}</dd>
          </>
        )}
        <dt>{texts.memory}</dt>
        <dd>{memory ? memoryText(memory, all) : shell.status.none}</dd>
        <dt>{texts.parameters}</dt>
        <dd>{opened ? countText(opened.parameters) : shell.status.none}</dd>
      </dl>
      <label className="backend__choice">
        {texts.label}
        <select className="select" value={choice}
          onChange={({ target }) => isChoice(target.value) && quietly(session.setBackend(target.value))}>
          {CHOICES.map((id) => <option key={id} value={id}>{shell.backends[id]}</option>)}
        </select>
        <span className="backend__note">{texts.choosing}</span>
      </label>
      <Threads />
      <Slot name="backendChoices" />
      <Slot name="backend" />
      <About />
    </>
  );
}
