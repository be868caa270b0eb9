/** A task: change settings until conditions hold, which are measured here. All settings are available, and any way that works counts. */
import { useEffect, useRef, useState } from "react";
import type { RunId } from "../../../../core/run/ids";
import { isReading, RECENT_STEPS } from "../../../../subject/measurements/readings";
import { holds } from "../../../../core/threshold";
import type { Condition } from "../../../../course/lessons/lesson";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { isOpen } from "../../../state/isOpen";
import type { Store } from "../../../state/store";
import { quietly } from "../../../ui/kit/quietly";
import { countText } from "../../../ui/numbers";
import { isRepairRun, measureWithSteps, trainTo, type Finding } from "../lessonRuns";
import { useFocus } from "../useFocus";
import { Subscripts } from "../../../ui/kit/Subscripts";
import type { OpenLesson } from "./useLesson";
import { plainName, quantityText } from "./words";
import { Colon, Space } from "../../../ui/kit/Between";

/** Milliseconds between two checks of losses and settings during training. */
const LOOK_MS = 500;
/** During training measurements take at most this share of the time. */
const MEASURING_SHARE = 0.1;

/** The last value of each quantity, and the step at which it was measured. */
type Found = Readonly<Record<string, Finding>>;

/** What was found of a run, and what was found of it first. */
interface Findings { readonly run: RunId; readonly found: Found; readonly first: Found }

/** Returns the findings if they are of this run. */
const ofRun = (findings: Findings, run: RunId): Findings => (findings.run === run ? findings : { run, found: {}, first: {} });

export function Repair({ open }: { readonly open: OpenLesson }) {
  const { id, lesson: { repair }, texts, panel, notes, note } = open;
  const parts = usePanelParts();
  const { store } = parts;
  const ready = useStore((state) => isRepairRun(state, repair));
  const phase = useStore((state) => state.phase);
  const heading = useFocus<HTMLHeadingElement>(ready);
  const run = useStore((state) => state.run);
  const [findings, setFindings] = useState<Findings>({ run, found: {}, first: {} });
  const { found, first } = ofRun(findings, run);
  const able = useStore(isOpen);

  // From here on no step limits training.
  useEffect(() => { if (ready && phase !== "training") store.setState({ stop: null }); }, [ready, phase, store]);
  const { look, looking } = useLook(open, ready, (values, of) => setFindings((before) => {
    const known = ofRun(before, of);
    return { run: of, found: { ...known.found, ...values }, first: { ...values, ...known.first } };
  }));

  const setUp = async () => {
    await trainTo(parts, id, { run: repair.run, until: repair.from });
    store.setState({ stop: null });
  };
  const step = Math.max(...Object.values(found).map((one) => one.step));
  const all = ready && repair.conditions.every((one) => holds(one, found[one.what]?.value ?? NaN));
  // What the list shows is newer than the step at which the task was finished.
  const noLonger = ready && !all && repair.conditions.every(({ what }) => found[what]) ? <>{panel.repair.noLonger(countText(step))}<Space /></> : null;
  const changed = useStore(({ begun }) => begun.then?.at(-1)?.step ?? 0);
  // A measurement made before a change, or shortly after it, still reflects the run before the change; and values of different steps may never have held together.
  const since = Math.max(changed, step - 2 * RECENT_STEPS) + RECENT_STEPS;
  const met = all && repair.conditions.every(({ what }) => found[what]!.step >= since);
  const waits = ready && repair.conditions.some((one) => found[one.what] && found[one.what]!.step < changed + RECENT_STEPS && holds(one, found[one.what]!.value));
  useEffect(() => {
    if (met && notes.repaired === null) note({ repaired: step });
  }, [met, step, notes.repaired, note]);
  // The result takes the task's place when the reader has just finished; the reader who comes back finds the task again.
  const [finishedBefore] = useState(notes.repaired !== null);
  const finished = notes.repaired !== null && !finishedBefore;
  const back = <button className="button" onClick={() => store.setState({ lesson: null })}>{panel.repair.another}</button>;
  return (
    <>
      {!finished && <p className="lesson__text">{texts.repair.task}</p>}
      <div role="status" className="lesson__outcome">
        {finished && (
          <div className="lesson__done">
            <p><strong>{panel.repair.allMet(countText(notes.repaired))}<Space />{panel.repair.finished}</strong><Space />{noLonger}{texts.repair.done}</p>
            {back}
          </div>
        )}
      </div>
      {!ready && (phase === "training"
        ? <p role="status" className="lesson__hint">{panel.repair.settingUp(countText(repair.from))}</p>
        : <button className="button button--main" disabled={!able} onClick={() => quietly(setUp())}>{panel.repair.setUp}</button>)}
      <h4 className="lesson__label" tabIndex={-1} ref={heading}>{panel.repair.conditions}</h4>
      <ul className="lesson__conditions">
        {repair.conditions.map((one) => (
          <Measured key={one.what} condition={one} found={found[one.what]} first={first[one.what]} changed={changed + RECENT_STEPS} since={since} state={!ready ? "none" : looking ? "measuring" : "ready"} panel={panel} />
        ))}
      </ul>
      {ready && <p className="lesson__hint lesson__advice">{waits ? panel.repair.wait(countText(RECENT_STEPS)) : phase !== "training" && notes.repaired === null && panel.repair.next}</p>}
      {repair.conditions.some(({ what }) => what.startsWith("loss ")) && <p className="lesson__hint">{panel.repair.medians(countText(RECENT_STEPS))}</p>}
      {ready && repair.conditions.some(({ what }) => isReading(what)) && (
        <button className="button" onClick={look}>{panel.repair.measure}</button>
      )}
      {finishedBefore && notes.repaired !== null && (
        <div className="lesson__done">
          <p>{panel.repair.finishedAt(countText(notes.repaired))}<Space />{noLonger}{texts.repair.done}</p>
          {back}
        </div>
      )}
    </>
  );
}

/**
 * Checks the conditions whenever training pauses, and again and again during training: losses and settings twice a second, measurements as often
 * as their share of the time allows, and soon after each change. `look` checks all of them now; `looking`: such a check is under way.
 */
function useLook({ lesson: { repair } }: OpenLesson, ready: boolean, onFound: (values: Found, run: RunId) => void): { readonly look: () => void; readonly looking: boolean } {
  const parts = usePanelParts();
  const { store } = parts;
  const training = useStore((state) => state.phase === "training");
  const openRun = useStore((state) => (state.phase === "opening" ? null : state.run));
  const look = useRef(async (_: boolean) => {});
  const [looking, setLooking] = useState(0);
  useEffect(() => {
    look.current = async (all) => {
      const { run } = store.getState();
      const wanted = repair.conditions.map(({ what }) => what).filter((what) => all || !isReading(what));
      if (all) setLooking((n) => n + 1);
      const values = await measureWithSteps(parts, wanted).catch(() => ({})); // another measurement cancelled it
      if (all) setLooking((n) => n - 1);
      if (store.getState().run === run) onFound(values, run);
    };
  });
  useEffect(() => {
    if (!ready || openRun === null) return undefined;
    if (!training) return void look.current(true);
    let ended = false;
    void (async () => {
      let measuresFrom = 0;
      let changes = changesOf(store);
      while (!ended) {
        const began = performance.now();
        const changed = changesOf(store) !== changes;
        // The reader's own measurement is not ended by one of these.
        const all = (changed || began >= measuresFrom) && store.getState().measuring === null;
        if (all) changes = changesOf(store);
        await look.current(all);
        const now = performance.now();
        if (all) measuresFrom = now + (now - began) * (1 / MEASURING_SHARE - 1);
        await new Promise((done) => setTimeout(done, LOOK_MS));
      }
    })();
    return () => { ended = true; };
  }, [ready, training, openRun, store]);
  return { look: () => void look.current(true), looking: looking > 0 };
}

/** Returns the number of changes of settings during the run. */
const changesOf = (store: Store): number => store.getState().begun.then?.length ?? 0;

interface MeasuredProps {
  readonly condition: Condition;
  readonly found: Finding | undefined;
  /** The first finding of the run that is repaired. */
  readonly first: Finding | undefined;
  /** The step from which a measurement reflects the last change. */
  readonly changed: number;
  /** The step from which a measurement is of the same time as the newest one. */
  readonly since: number;
  /** "none": there is no run to be repaired yet. */
  readonly state: "none" | "measuring" | "ready";
  readonly panel: OpenLesson["panel"];
}

/** A condition in at most two short lines, so that all of them are in view beside the settings: what is wanted, and what was measured. */
function Measured({ condition, found, first, changed, since, state, panel }: MeasuredProps) {
  const all = useTexts();
  const { what, is, value: bound } = condition;
  const texts = panel.repair;
  const wanted = quantityText(what, bound, panel);
  const value = state === "none" ? undefined : found?.value;
  const stale = value !== undefined && found!.step < since;
  const met = value !== undefined && holds(condition, value);
  const counts = value !== undefined && found!.step >= changed;
  const earlier = first && found && first.step < found.step ? first.value : undefined;
  return (
    <li className="lesson__condition" data-met={(met && !stale) || undefined} data-stale={stale || undefined}>
      <span className="lesson__sign" aria-hidden="true">{met && counts ? "✓" : "○"}</span>
      <span>
        <Subscripts of={plainName(what, all, panel)} /><Colon />{is === "at most" ? texts.atMost(wanted) : texts.atLeast(wanted)}
        {value !== undefined && (
          <small>
            {texts.now} <b>{quantityText(what, value, panel)}</b> {texts.atStep(countText(found!.step))}{earlier !== undefined && texts.atFirst(quantityText(what, earlier, panel))}
            <span className="visually-hidden">{met ? texts.met : texts.unmet}</span>
          </small>
        )}
        {value === undefined && state !== "none" && <small>{state === "measuring" ? texts.measuring : texts.notYet}</small>}
      </span>
    </li>
  );
}
