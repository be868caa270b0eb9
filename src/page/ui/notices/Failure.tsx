/** Says why the run stopped, with the button most likely to help. It is a panel, so that the rest stays usable. */
import { useState } from "react";
import type { ErrorCode, WireError } from "../../../core/errors";
import { isFramed } from "../../../core/browser/framed";
import type { HyperparameterValue } from "../../../core/model/hyperparameters";
import { models } from "../../../subject/models/registry";
import { isOpen } from "../../state/isOpen";
import { isLocked } from "../../state/embed";
import type { Session } from "../../state/session";
import { usePanelParts, useStore, useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { settingText } from "../numbers";
import { quietly } from "../kit/quietly";
import { useFocusOnTrain } from "../kit/useReturnedFocus";
import { Slot } from "../kit/Slot";
import type { FailureCause } from "../kit/slots";

type Recovery = "retry" | "slower" | "chooseBackend" | "firstModel" | "ownData" | "reload" | "reset";

const RECOVERIES: Readonly<Record<ErrorCode, readonly Recovery[]>> = {
  "data-unreachable": ["retry"],
  "data-damaged": ["retry"],
  "backend-unavailable": ["chooseBackend"],
  "backend-lost": ["reset", "chooseBackend"],
  "loss-not-finite": ["slower", "reset"],
  "unknown-model": ["firstModel"],
  "unknown-preset": ["firstModel"],
  "bad-latent": ["reset"],
  "bad-snapshot": ["reset"],
  superseded: ["reset"],
  "worker-lost": ["retry", "chooseBackend"],
  "no-such-measurement": ["reset"],
  "bad-setting": [],
  "program-failed": ["reset"],
  "judge-damaged": [],
  "no-encoder": [],
  "empty-drawing": [],
  "nothing-visible": [],
  "own-data-missing": ["ownData"],
  "own-data-newer": ["reload", "ownData"],
  "own-data-damaged": ["ownData"],
  "own-data-in-frame": [],
  "own-data-unsuitable": ["ownData", "firstModel"],
  "storage-blocked": ["retry"],
  "storage-newer": ["reload"],
  internal: ["reset"],
};

/** The learning rate is divided by this after training diverged. */
const RATE_DIVISOR = 10;
const MIN_RATE = 1e-5;

const slowerRate = (rate: HyperparameterValue | undefined) => Math.max(MIN_RATE, Number(rate ?? 1e-3) / RATE_DIVISOR);

async function continueSlower(session: Session, rate: number): Promise<void> {
  await session.setHyperparameter("lr", rate);
  await session.train();
}

/** `rateHelps`: whether a smaller learning rate may help. */
function Recoveries({ code, rateHelps, onPress }: { readonly code: ErrorCode; readonly rateHelps: boolean; onPress(): void }) {
  const { session } = usePanelParts();
  const { notices: { actions }, shell } = useTexts();
  const rate = slowerRate(useStore((state) => state.config.hyperparameters["lr"]));
  const locked = useStore((state) => isLocked(state.embed, "lr"));
  const hasDialog = useStore((state) => state.embed === null) && !isFramed();
  const button = (recovery: Recovery): { name: string; act: () => void } => {
    switch (recovery) {
      case "retry": return { name: actions.retry, act: () => quietly(session.retryData()) };
      case "slower": return { name: actions.slower(settingText(rate)), act: () => quietly(continueSlower(session, rate)) };
      case "chooseBackend": return { name: actions.chooseBackend, act: () => openDialog("backend-dialog") };
      case "firstModel": return { name: actions.firstModel, act: () => quietly(session.openModel(models[0]!.id)) };
      case "ownData": return { name: shell.experiment.ownData, act: () => openDialog("own-data-dialog") };
      case "reload": return { name: actions.reload, act: () => quietly(session.reload()) };
      case "reset": return { name: actions.reset, act: () => quietly(session.reset()) };
      default: return recovery satisfies never;
    }
  };
  return RECOVERIES[code].filter((recovery) => (recovery !== "slower" || (rateHelps && !locked)) && (recovery !== "ownData" || hasDialog)).map((recovery, i) => {
    const { name, act } = button(recovery);
    const press = () => {
      onPress();
      act();
    };
    return <button key={recovery} className={i === 0 ? "button button--main" : "button"} onClick={press}>{name}</button>;
  });
}

function FailurePanel({ failure, onPress }: { readonly failure: WireError; onPress(): void }) {
  const { notices } = useTexts();
  const { title, body } = notices.failure[failure.code];
  const isProgram = useStore(({ config }) => config.program !== undefined);
  const hasTrained = useStore(({ step }) => step > 0);
  /** Why the run has stopped, as far as features know. */
  const [cause, setCause] = useState<FailureCause | null>(null);
  const notFinite = failure.code === "loss-not-finite";
  const rateHelps = !isProgram || cause?.rateHelps === true;
  const says = cause?.says;
  return (
    <section className="failure" role="alert">
      <div className="failure__text">
        <h2 className="failure__title">{says?.title ?? (notFinite && !rateHelps ? notices.notFinite.title : title)}</h2>
        <p>{says?.body ?? body}{notFinite && !isProgram && ` ${notices.notFinite.rate}`}{notFinite && hasTrained && ` ${notices.notFinite.kept}`}</p>
        <Slot name="failure" onCause={setCause} />
        {failure.message && (
          <details className="failure__details">
            <summary>{notices.details}</summary>
            <code>{failure.message.slice(0, 300)}</code>
          </details>
        )}
      </div>
      <div className="failure__actions">{!cause?.hopeless && <Recoveries code={failure.code} rateHelps={rateHelps} onPress={onPress} />}</div>
    </section>
  );
}

export function Failure() {
  const failure = useStore((state) => state.failure);
  const able = useStore(isOpen);
  const leave = useFocusOnTrain(able && failure === null);
  return failure && <FailurePanel key={failure.code} failure={failure} onPress={leave} />;
}
