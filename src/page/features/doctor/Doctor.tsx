/**
 * The button under the loss chart that says whether the run may have a failure mode, and opens the diagnosis. Its width does not depend on the
 * alarm, so nothing moves. Play shows it only with an alarm.
 */
import { useEffect, useRef, useState } from "react";
import type { RunId } from "../../../core/run/ids";
import { changesText } from "../../../core/run/liveChanges";
import type { FailureModeId } from "../../../course/doctor/ids";
import { doctorTexts } from "./texts";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { useCurrentRoom } from "../../ui/useCurrentRoom";
import { Examination } from "./Examination";
import { reportOn, type Report } from "./examineRun";
import { useAlarm } from "./useAlarm";
import "./doctor.css";

export function Doctor() {
  const { store, series } = usePanelParts();
  const texts = useLoadedTexts(doctorTexts);
  const { pair } = useTexts().shell;
  const alarm = useAlarm();
  const announced = useAnnounced(alarm);
  const [report, setReport] = useState<Report | null>(null);
  const room = useCurrentRoom();
  // An examination says nothing of another run, or of this one with other settings.
  const examinable = useStore(({ run, begun }) => `${run} ${changesText(begun.then ?? [])}`);
  const open = () => {
    setReport(reportOn(store.getState(), series));
    openDialog("doctor-dialog");
  };
  return (
    <>
      {(room !== "play" || alarm !== null) && (
        <button
          type="button" id="doctor-button" className="loss-chart__data doctor__mark" title={alarm === null ? texts.title : texts.alarm} data-alarm={alarm !== null || undefined} data-small={room !== "play" || undefined}
          aria-label={alarm === null ? undefined : pair(texts.open, texts.alarm)} aria-haspopup="dialog" onClick={open}
        >
          <span className="doctor__sign" aria-hidden="true">▲{room === "play" && " "}</span>{room === "play" ? texts.alarm : texts.open}
        </button>
      )}
      <span className="visually-hidden" role="status">{announced && texts.announced(texts.failureModes[announced]!.name)}</span>
      <Dialog id="doctor-dialog" title={texts.title}>
        {report && <Examination key={examinable} report={report} texts={texts} onReport={setReport} />}
      </Dialog>
    </>
  );
}

/** The alarm to announce to screen readers, once per run. */
function useAnnounced(alarm: FailureModeId | null): FailureModeId | null {
  const run = useStore((state) => state.run);
  const said = useRef({ run, ids: new Set<FailureModeId>() });
  const [announced, setAnnounced] = useState<{ readonly run: RunId; readonly id: FailureModeId } | null>(null);
  useEffect(() => {
    if (said.current.run !== run) said.current = { run, ids: new Set() };
    if (alarm === null || said.current.ids.has(alarm)) return;
    said.current.ids.add(alarm);
    setAnnounced({ run, id: alarm });
  }, [alarm, run]);
  return announced?.run === run ? announced.id : null;
}
