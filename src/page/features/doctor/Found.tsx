/** A failure mode that was found. It asks a question first; after the answer it explains such runs, shows the evidence, and offers fixes. */
import { useState } from "react";
import { fixesOf } from "../../../course/doctor/failureMode";
import { failureModes, type Examination } from "../../../course/doctor/registry";
import { aboutFor } from "../../../course/doctor/texts";
import type { DoctorTexts } from "./texts";
import { useStore, useTexts } from "../../ui/context";
import { Columns } from "../../ui/measurements/Columns";
import { newestOf } from "../../state/measured";
import { countText } from "../../ui/numbers";
import { readingText } from "../../ui/readingText";
import { Subscripts } from "../../ui/kit/Subscripts";
import type { Report } from "./examineRun";
import { Fixes } from "./Fixes";

interface Props extends Examination {
  readonly report: Report;
  readonly texts: DoctorTexts;
}

export function Found({ id, verdict, report, texts }: Props) {
  const own = texts.failureModes[id]!;
  const [answer, setAnswer] = useState<string | null>(null);
  const options = [...Object.entries(own.options), ["", texts.skip] as const];
  return (
    <section className="doctor__found" aria-label={answer === null ? texts.guess : own.name}>
      <p className="doctor__question">{own.question}</p>
      {answer === null ? (
        <div className="doctor__options" role="group" aria-label={texts.guess}>
          {options.map(([key, text]) => <button key={key} type="button" className="button doctor__option" onClick={() => setAnswer(text)}>{text}</button>)}
        </div>
      ) : (
        <>
          <p className="doctor__note">{texts.youSaid(answer)}</p>
          <h3 className="doctor__name" tabIndex={-1} ref={focusOnce}>{own.name}</h3>
          <h4 className="panel-title">{texts.happened}</h4>
          <p>{aboutFor(own, report.subject.model)}</p>
          <h4 className="panel-title">{texts.measured}</h4>
          {verdict.kind === "ill"
            ? (
              <dl className="doctor__evidence">
                {verdict.evidence.map(({ what, is, value, measured, step = report.step }) => (
                  <div key={what}>
                    <dt><Subscripts of={texts.readings.names[what]} /><small>{texts.bound[is](readingText(what, value, texts.readings))}</small>{step !== report.step && <small>{texts.at(countText(step))}</small>}</dt>
                    <dd>{readingText(what, measured, texts.readings)}</dd>
                  </div>
                ))}
              </dl>
            )
            : <p>{texts.suspected}</p>}
          {verdict.kind === "ill" && verdict.evidence.some(({ what }) => what === "classes" || what === "variety") && <ClassesSeen />}
          <Fixes title={texts.fixes} fixes={fixesOf(failureModes[id], report.subject)} reasons={own.fixes} texts={texts} />
        </>
      )}
    </section>
  );
}

/** The answer's button has disappeared, so the focus moves to the heading of the explanation. */
const focusOnce = (heading: HTMLHeadingElement | null) => heading?.focus();

/** The number of samples per class, according to the evaluation classifier. */
function ClassesSeen() {
  const coverage = useTexts().measurements.beside["class-histogram"];
  const counts = useStore((state) => newestOf("class-histogram", state)?.result.counts);
  if (!counts) return null;
  const samples = counts.reduce((sum, count) => sum + count, 0);
  return (
    <Columns
      name={coverage.counts(String(samples), counts.map((count, label) => coverage.count(String(label), String(count))))}
      top={(1.5 * samples) / counts.length} level={samples / counts.length} columns={counts.map((value, label) => ({ value, label: String(label) }))}
    />
  );
}
