/** The run's status in one line: step, speed, backend, and the name of the reader's own images. Screen readers announce only the phase, as in the Lab. */
import { readOwnId } from "../../../core/data/ownId";
import { ownOf } from "../../../subject/data/registry";
import { useStore, useTexts } from "../context";
import { countText } from "../numbers";

export function RunLine() {
  const { shell } = useTexts();
  const step = useStore((state) => state.step);
  const ms = useStore(({ msPerStep, phase }) => (phase === "training" ? msPerStep : null));
  const backend = useStore((state) => state.opened?.backend);
  const own = useStore(({ config }) => readOwnId(ownOf(config) ?? "")?.name);
  const pausing = useStore((state) => (state.pausing && state.phase === "training" ? shell.status.pausing : null));
  const word = useStore((state) => pausing ?? shell.status.phases[state.phase]);
  const pace = ms === null ? null : shell.play.pace(ms > 500 ? (1000 / ms).toFixed(1) : countText(Math.round(1000 / ms)));
  return (
    <>
      <p className="run-line" role="status" aria-label={shell.status.name} aria-live="off">
        {[shell.play.step(countText(step)), pausing, pace, backend && shell.play.backends[backend]].filter(Boolean).join(" · ")}
        {own && <span translate="no"> · “{own}”</span>}
      </p>
      <span className="visually-hidden" aria-live="polite">{word}</span>
    </>
  );
}
