/** Trains the program of an editor for its buttons, and says why it could not. */
import { useState, type ReactNode } from "react";
import { ElboError } from "../../../core/errors";
import { useActions } from "../context";
import { programs } from "./programs";
import { useProgramTexts } from "./texts";

export interface TrainHooks {
  /** The step at which training pauses; absent: none. */
  readonly until?: number | undefined;
  /** Called before. */
  onTrain?(): void;
  /** Called if the program could not be trained. */
  onFailed?(): void;
}

export type Training = ReturnType<typeof useTraining>;

export function useTraining({ until, onTrain, onFailed }: TrainHooks) {
  const actions = useActions(programs);
  const texts = useProgramTexts();
  const [failed, setFailed] = useState<{ readonly of: string; readonly problem: string } | null>(null);
  return {
    /** `beside`: the program of a second run; absent: there is none. */
    train(text: string, beside?: string) {
      onTrain?.();
      setFailed(null);
      actions.train(text, { stop: until, beside }).catch((error: unknown) => {
        onFailed?.();
        const { code, message } = ElboError.of(error);
        if (code !== "superseded") setFailed({ of: text, problem: error instanceof ElboError ? texts.notLoaded : texts.notTrained(message) });
      });
    },
    /** Why this program was not trained when it was last tried; null if it was, or was not tried. */
    problemOf: (text: string): ReactNode => failed?.of === text ? <p className="program__problem program__why" role="alert">{failed.problem}</p> : null,
  };
}
