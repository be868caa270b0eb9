/** What the trained program must reach: each condition with its measured value, and the end of the exercise. */
import { useEffect, useRef, useState } from "react";
import { holds } from "../../../../core/threshold";
import { RECENT_STEPS, type Quantity } from "../../../../subject/measurements/readings";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { countText, lossText } from "../../../ui/numbers";
import { WithCode } from "../../../ui/kit/WithCode";
import { measure } from "../lessonRuns";
import { plainName, quantityText } from "../lessons/words";
import { useExerciseListTexts, useLessonsTexts } from "../texts";
import type { OpenExercise } from "./useExercise";
import { Colon, Space } from "../../../ui/kit/Between";

/** A loss is a term of the program and has its name there. */
const LOSS = "loss ";
const isLoss = (what: Quantity): boolean => what.startsWith(LOSS);

interface Measured {
  readonly values: Readonly<Record<string, number>>;
  /** Whether the functions that the run trains are right; null: not known yet, or the check could not be run. */
  readonly isRight: boolean | null;
}

export function Reached({ open: { exercise: { training: { until, conditions } }, notes, note, isRunning, isRunRight }, done }: { readonly open: OpenExercise; readonly done: string }) {
  const parts = usePanelParts();
  const all = useTexts();
  const lessons = useLessonsTexts().panel;
  const { panel } = useExerciseListTexts();
  const step = useStore((state) => state.step);
  const training = useStore((state) => state.phase === "training");
  const box = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<Measured | null>(null);
  const isThere = isRunning && !training && step >= until;
  useEffect(() => {
    if (!isThere) return undefined;
    let current = true;
    void measure(parts, conditions.map(({ what }) => what)).catch(() => ({})).then(async (values: Readonly<Record<string, number>>) => {
      if (!current) return;
      setMeasured({ values, isRight: null });
      if (!conditions.every((one) => holds(one, values[one.what] ?? NaN))) return;
      const right = await isRunRight().catch(() => null); // the reader may have trained another program than the checked one
      if (!current) return;
      setMeasured({ values, isRight: right });
      if (right) note({ met: step });
    });
    return () => {
      current = false;
      setMeasured(null);
    };
  }, [isThere, step]); // eslint-disable-line react-hooks/exhaustive-deps -- once when the run is there
  const { values: found, isRight } = isThere && measured ? measured : { values: null, isRight: null };
  useEffect(() => { if (found) box.current?.scrollIntoView({ block: "nearest" }); }, [found]);
  const allMet = found !== null && conditions.every((one) => holds(one, found[one.what] ?? NaN));
  return (
    <div ref={box} className="exercise__reached">
      <h3 className="panel-title">{panel.reaches(countText(until))}</h3>
      <ul className="lesson__conditions">
        {conditions.map((one) => {
          const { what, is, value } = one;
          const now = found?.[what];
          const met = now === undefined ? notes.met !== null : holds(one, now);
          const text = (of: number) => (isLoss(what) ? lossText(of) : quantityText(what, of, lessons)); // the page does not know the units of a program's terms
          return (
            <li key={`${what} ${is}`} className="lesson__condition" data-met={met || undefined}>
              <span className="lesson__sign" aria-hidden="true">{met ? "✓" : "○"}</span>
              <span>
                {isLoss(what) ? <code>{what.slice(LOSS.length)}</code> : plainName(what, all, lessons)}<Colon />{is === "at most" ? lessons.repair.atMost(text(value)) : lessons.repair.atLeast(text(value))}
                {found !== null && now === undefined && <small>{panel.notMeasured}</small>}
                {now !== undefined && <small>{lessons.repair.now} <b>{text(now)}</b><span className="visually-hidden">{met ? lessons.repair.met : lessons.repair.unmet}</span></small>}
              </span>
            </li>
          );
        })}
      </ul>
      {conditions.some(({ what }) => isLoss(what)) && <p className="lesson__hint">{lessons.repair.medians(countText(RECENT_STEPS))}</p>}
      <div role="status">
        {allMet && isRight === false && <p className="lesson__hint">{panel.metWrong}</p>}
        {notes.met !== null && <div className="lesson__done"><p>{panel.done(countText(notes.met))}<Space />{found !== null && !allMet && <>{lessons.repair.noLonger(countText(step))}<Space /></>}<WithCode text={done} /></p></div>}
      </div>
    </div>
  );
}
