/** Says that steps take seconds or longer, which settings make them shorter, and offers to stop the one under way. */
import type { Hyperparameters } from "../../../core/model/hyperparameters";
import { findModel } from "../../../subject/models/registry";
import type { State } from "../../state/store";
import { usePanelParts, useStore, useTexts } from "../context";
import { CloseIcon } from "../kit/icons";
import { settingText } from "../numbers";

/** Milliseconds from which on a measured step is called long. */
const LONG_MS = 3000;
/** Settings that decide the length of a step, the one that usually helps most first. */
const DECISIVE = "batch hidden filters flowWidth samples criticSteps".split(" ");

/** Returns the decisive settings that can be smaller, with their values. */
export function shortening({ config }: Pick<State, "config">): readonly (readonly [id: string, value: number])[] {
  const specs: Hyperparameters = findModel(config.model)?.hyperparameters ?? {};
  return DECISIVE.flatMap((id) => {
    const [spec, value] = [specs[id], Number(config.hyperparameters[id])];
    return spec?.kind === "int" && value > spec.min ? [[id, value] as const] : [];
  });
}

/** Returns whether there is anything to say about the length of steps. */
export const isSlow = ({ takesLong, phase, msPerStep }: Pick<State, "takesLong" | "phase" | "msPerStep">): boolean =>
  takesLong !== null || (phase === "training" && (msPerStep ?? 0) >= LONG_MS);

/** An item of the list of notices, while `isSlow`. It can be dismissed for the run. */
export function SlowStep({ onDismiss }: { readonly onDismiss: () => void }) {
  const { session } = usePanelParts();
  const { notices: { slow, dismiss }, shell, models } = useTexts();
  const takesLong = useStore((state) => state.takesLong);
  const msPerStep = useStore((state) => state.msPerStep);
  const opened = useStore((state) => state.opened);
  const config = useStore((state) => state.config);
  const said = takesLong ? slow[takesLong.what](String(takesLong.seconds)) : slow.measured(((msPerStep ?? 0) / 1000).toFixed(1));
  const settings = shortening({ config }).map(([id, value]) => slow.setting(models.hyperparameters[id]?.name ?? id, settingText(value)));
  const advice = opened && slow.shorter(settings, shell.backends[opened.backend]);
  return (
    <li className="messages__item" data-kind="slow">
      <p>{[said, advice].filter(Boolean).join(slow.between)}</p>
      {takesLong && <button className="button" onClick={() => session.stopNow()}>{slow.stop}</button>}
      <button className="button button--icon button--quiet" aria-label={dismiss} onClick={onDismiss}><CloseIcon /></button>
    </li>
  );
}
