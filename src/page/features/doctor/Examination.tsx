/** The diagnosis of a run: failure modes that were found, those that were ruled out, and those that are inconclusive. */
import { useState } from "react";
import { ElboError } from "../../../core/errors";
import { step } from "../../../core/run/ids";
import { alarms } from "../../../course/doctor/failureMode";
import type { DoctorTexts } from "./texts";
import { usePanelParts, useStore, useTexts } from "../../ui/context";
import { quietly } from "../../ui/kit/quietly";
import { countText } from "../../ui/numbers";
import { Subscripts } from "../../ui/kit/Subscripts";
import { Fixes } from "./Fixes";
import { Found } from "./Found";
import { examineNow, reportOn, type Report } from "./examineRun";
import { conclusionOf, groundsOf } from "./sentences";

interface Props {
  readonly report: Report;
  readonly texts: DoctorTexts;
  onReport(report: Report): void;
}

export function Examination({ report, texts, onReport }: Props) {
  const { store, session, series } = usePanelParts();
  const { notices } = useTexts();
  const able = useStore((state) => state.phase !== "opening" && state.measuring === null);
  const [at, setAt] = useState<{ readonly done: number; readonly of: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  /** The step at which the run was examined. */
  const [examinedAt, setExaminedAt] = useState<number | null>(null);
  const share = useStore((state) => state.measuring?.progress ?? 0);

  async function examine() {
    setFailure(null);
    try {
      const examined = await examineNow({ store, session, series }, (done, of) => setAt({ done, of }));
      setExaminedAt(examined.step);
      onReport(examined);
    } catch (caught) {
      const { code } = ElboError.of(caught);
      if (code !== "superseded") setFailure(texts.failed(notices.failure[code].body));
      onReport(reportOn(store.getState(), series));
    } finally {
      setAt(null);
    }
  }

  function trainTo(button: HTMLElement, to: number) {
    button.closest("dialog")?.close();
    quietly(session.trainTo(step(to)));
  }

  const examined = examinedAt === report.step;
  const found = report.examinations.filter(({ verdict }) => alarms(verdict));
  const well = report.examinations.filter(({ verdict }) => verdict.kind === "well");
  const unknown = report.examinations.filter(({ verdict }) => verdict.kind === "unknown" && !alarms(verdict));
  return (
    <div className="doctor">
      <p className="doctor__note">{report.examinations.length > 0 ? texts.intro : texts.none}</p>
      {report.examinations.length > 0 && (
        <div className="doctor__action">
          {/* The same button starts and cancels, so that it keeps the focus. */}
          <button type="button" className="button" disabled={at === null && !able} onClick={() => quietly(at === null ? examine() : session.endMeasure())}>
            {at !== null ? texts.cancel : examined ? texts.again : texts.examine}
          </button>
          {at !== null && <progress aria-label={texts.examining} max={at.of} value={at.done + share} />}
          <span className="doctor__note">{texts.at(countText(report.step))}</span>
        </div>
      )}
      <div role="status">
        {failure && <p className="doctor__note" data-alarm>{failure}</p>}
        {examined && conclusionOf(report, texts) !== null && <p>{conclusionOf(report, texts)}</p>}
      </div>
      {report.judgeableFrom !== null && (
        <div className="doctor__action">
          <span>{texts.early(countText(report.judgeableFrom))}</span>
          <button type="button" className="button" disabled={!able} onClick={(event) => trainTo(event.currentTarget, report.judgeableFrom!)}>{texts.trainTo(countText(report.judgeableFrom))}</button>
        </div>
      )}
      {(found.length > 0 || examined) && <Fixes title={texts.changed} fixes={report.waysBack} here={texts.wayBack} texts={texts} />}
      {found.map((one) => <Found key={one.id} {...one} report={report} texts={texts} />)}
      {([["well", well], ["unknown", unknown]] as const).map(([kind, some]) => some.length > 0 && (
        <section key={kind} className="doctor__others" aria-label={texts[kind]}>
          <h3 className="panel-title">{texts[kind]}</h3>
          <ul>
            {some.map(({ id, verdict }) => <li key={id}>{texts.failureModes[id]!.name}<small><Subscripts of={groundsOf(id, verdict, texts)} /></small></li>)}
          </ul>
        </section>
      ))}
    </div>
  );
}
