/** Returns the failure mode that the run may have, as far as losses and existing measurements show. Checked every two seconds during training. */
import { useEffect, useState } from "react";
import { alarms } from "../../../course/doctor/failureMode";
import type { RunId } from "../../../core/run/ids";
import type { FailureModeId } from "../../../course/doctor/ids";
import { usePanelParts, useStore } from "../../ui/context";
import { reportOn } from "./examineRun";

const LOOK_MS = 2000;

/** Returns the first failure mode with an alarm; null if there is none. */
export function useAlarm(): FailureModeId | null {
  const { store, series } = usePanelParts();
  const run = useStore((state) => state.run);
  const training = useStore((state) => state.phase === "training");
  const step = useStore((state) => (state.phase === "training" ? null : state.step));
  const rewound = useStore((state) => state.rewound);
  const config = useStore((state) => state.config);
  const measured = useStore((state) => state.measured);
  const afterEpochs = useStore((state) => state.afterEpochs);
  const [alarm, setAlarm] = useState<{ readonly run: RunId; readonly id: FailureModeId } | null>(null);
  useEffect(() => {
    const look = () => {
      const found = reportOn(store.getState(), series).examinations.find(({ verdict }) => alarms(verdict));
      setAlarm(found ? { run, id: found.id } : null);
    };
    look();
    if (!training) return undefined;
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [store, series, run, training, step, rewound, config, measured, afterEpochs]);
  return alarm?.run === run ? alarm.id : null;
}
