/** How the run is doing, in one line: step, pace, and what computes it. Screen readers hear only the phase, as in the Lab. */
import { useStore, useTexts } from "../context";
import { countText, millisecondsText } from "../numbers";

export function RunLine() {
  const { shell } = useTexts();
  const { status } = shell;
  const word = useStore((state) => status.phases[state.phase]);
  const step = useStore((state) => state.step);
  const ms = useStore((state) => state.msPerStep);
  const opened = useStore((state) => state.opened);
  const parts = [
    `${status.step} ${countText(step)}`,
    ...(ms === null ? [] : [`${millisecondsText(ms)} ${status.msPerStep}`]),
    ...(opened ? [`${shell.backends[opened.backend]}, ${status.modes[opened.engine.mode]}`] : []),
  ];
  return (
    <>
      <p className="run-line" role="status" aria-label={status.name} aria-live="off">{word}: {parts.join(" · ")}</p>
      <span className="visually-hidden" aria-live="polite">{word}</span>
    </>
  );
}
