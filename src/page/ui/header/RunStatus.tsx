/**
 * The status of the run, always visible. Each cell keeps its width while its number grows. It changes ten times a second, so screen readers
 * announce only the phase.
 */
import type { ReactNode } from "react";
import { progressOf } from "../../state/progress";
import type { State } from "../../state/store";
import { useStore, useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { DownIcon } from "../kit/icons";
import { countText, megabytesText, millisecondsText } from "../numbers";

function Cell({ name, value, kind, after = false }: { name: string; value: ReactNode; kind: string; after?: boolean }) {
  const label = <span className="status__label">{name}</span>;
  const number = <span className="status__value">{value}</span>;
  return (
    <span className={`status__cell status__cell--${kind}${after ? " status__cell--after" : ""}`}>
      {after ? <>{number} {label}</> : <>{label} {number}</>}
    </span>
  );
}

/** The memory that the page counts, in bytes: the backend's, or the size of its tensors if it does not report more, the images of the data, and earlier steps. */
const taken = ({ heapBytes, gpuBytes, bytes, dataBytes, historyBytes }: NonNullable<State["memory"]>): number =>
  (heapBytes ?? gpuBytes ?? bytes) + dataBytes + historyBytes;

export function RunStatus() {
  const { shell } = useTexts();
  const { status } = shell;
  const phase = useStore((state) => state.phase);
  const waiting = useStore((state) => state.waitingForData && state.phase === "training");
  const step = useStore((state) => state.step);
  const images = useStore((state) => progressOf(state).images);
  const epoch = useStore((state) => progressOf(state).epoch);
  const ms = useStore((state) => state.msPerStep);
  const bytes = useStore((state) => state.memory && taken(state.memory));
  const opened = useStore((state) => state.opened);
  const checked = useStore((state) => state.checked?.verdict === "agreed");
  const pausing = useStore((state) => state.pausing && state.phase === "training");
  const word = pausing ? status.pausing : waiting ? status.waiting : status.phases[phase];
  const mode = opened && status.modes[opened.engine.mode];
  return (
    <>
      <div className="status" role="status" aria-label={status.name} aria-live="off" data-copy="line" data-checked={checked || undefined}>
        <span className="status__phase" data-phase={waiting ? "waiting" : phase} title={word}>{word}</span>{" "}
        <Cell kind="step" name={status.step} value={countText(step)} />{" "}
        <Cell kind="epoch" name={status.epoch} value={epoch.toFixed(epoch < 99.95 ? 1 : 0)} />{" "}
        <Cell kind="images" name={status.images} value={countText(images)} after />{" "}
        <button type="button" className="status__cell status__cell--backend" title={status.why} aria-haspopup="dialog"
          onClick={() => openDialog("backend-dialog")}>
          <span className="status__label" data-copy="nothing"><span className="status__name">{status.backend}</span> <DownIcon /></span>{" "}
          <span className="status__value">
            {opened && mode ? <><span translate="no">{shell.backends[opened.backend]}</span>{shell.separator + (checked ? status.checked(mode) : mode)}</> : status.none}
          </span>
        </button>{" "}
        <Cell kind="ms" name={status.msPerStep} value={ms === null ? status.none : millisecondsText(ms)} after />{" "}
        <Cell kind="memory" name={status.memory} value={bytes === null ? status.none : status.megabytes(megabytesText(bytes))} />
      </div>
      <span className="visually-hidden" aria-live="polite">{word}</span>
    </>
  );
}
