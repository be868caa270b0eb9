/** A task: change settings until conditions hold, which are measured here. All settings are available, and any way that works counts. */
import { useEffect, useRef, useState } from "react";
import { isReading, RECENT_STEPS } from "../../../measurements/readings";
import { holds } from "../../../core/threshold";
import type { Condition } from "../../../lessons/lesson";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import type { Store } from "../../../state/store";
import { quietly } from "../../../ui/kit/quietly";
import { countText } from "../../../ui/numbers";
import { isRepairRun, measure, trainTo } from "../lessonRuns";
import { useFocus } from "../useFocus";
import type { OpenLesson } from "./useLesson";
import { quantityName, quantityText } from "./words";

/** Milliseconds between two checks of losses and settings during training. */
const LOOK_MS = 500;
/** During training measurements take at most this share of the time. */
const MEASURING_SHARE = 0.1;

/** The last value of each quantity, and the step at which it was measured. */
type Found = Readonly<Record<string, Finding>>;
interface Finding { readonly value: number; readonly step: number }

export function Repair({ open }: { readonly open: OpenLesson }) {
  const { id, lesson: { repair }, texts, panel, notes, note } = open;
  const parts = usePanelParts();
  const { store } = parts;
  const ready = useStore((state) => isRepairRun(state, repair));
  const phase = useStore((state) => state.phase);
  const heading = useFocus<HTMLHeadingElement>(ready);
  const [found, setFound] = useState<Found>({});
  const [first, setFirst] = useState<Found>({});
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");

  // From here on no step limits training.
  useEffect(() => { if (ready && phase !== "training") store.setState({ stop: null }); }, [ready, phase, store]);
  const look = useLook(open, ready, (values) => {
    setFound((before) => ({ ...before, ...values }));
    setFirst((before) => ({ ...values, ...before }));
  });

  const setUp = async () => {
    await trainTo(parts, id, { run: repair.run, until: repair.from });
    store.setState({ stop: null });
  };
  const step = Math.max(...Object.values(found).map((one) => one.step));
  const all = ready && repair.conditions.every((one) => holds(one, found[one.what]?.value ?? NaN));
  const changed = useStore(({ begun }) => begun.then?.at(-1)?.step ?? 0);
  // A measurement made before a change, or shortly after it, still reflects the run before the change.
  const met = all && repair.conditions.every(({ what }) => found[what]!.step >= changed + RECENT_STEPS);
  useEffect(() => {
    if (met && notes.repaired === null) note({ repaired: step });
  }, [met, step, notes.repaired, note]);
  return (
    <>
      <p className="lesson__text">{texts.repair.task}</p>
      <div role="status">
        {notes.repaired !== null && (
          <div className="lesson__done">
            <p><strong>{panel.repair.allMet(countText(notes.repaired))} {panel.repair.finished}</strong> {texts.repair.done}</p>
            <button className="button" onClick={() => store.setState({ lesson: null })}>{panel.repair.another}</button>
          </div>
        )}
      </div>
      {!ready && (phase === "training"
        ? <p role="status" className="lesson__hint">{panel.repair.settingUp(countText(repair.from))}</p>
        : <button className="button button--main" disabled={!able} onClick={() => quietly(setUp())}>{panel.repair.setUp}</button>)}
      <h4 className="lesson__label" tabIndex={-1} ref={heading}>{panel.repair.conditions}</h4>
      <ul className="lesson__conditions">
        {repair.conditions.map((one) => (
          <Measured key={one.what} condition={one} found={ready ? found[one.what] : undefined} first={first[one.what]} since={changed + RECENT_STEPS} panel={panel} />
        ))}
      </ul>
      {ready && phase !== "training" && notes.repaired === null && <p className="lesson__hint">{panel.repair.next}</p>}
      {all && !met && <p className="lesson__hint">{panel.repair.wait(countText(RECENT_STEPS))}</p>}
      {ready && repair.conditions.some(({ what }) => isReading(what)) && (
        <button className="button" onClick={look}>{panel.repair.measure}</button>
      )}
    </>
  );
}

/**
 * Checks the conditions whenever training pauses, and again and again during training: losses and settings twice a second, measurements as often
 * as their share of the time allows, and soon after each change. Returns a function that checks all of them now.
 */
function useLook({ lesson: { repair } }: OpenLesson, ready: boolean, onFound: (values: Found) => void): () => void {
  const parts = usePanelParts();
  const { store } = parts;
  const training = useStore((state) => state.phase === "training");
  const look = useRef(async (_: boolean) => {});
  useEffect(() => {
    look.current = async (all) => {
      const { step } = store.getState();
      const wanted = repair.conditions.map(({ what }) => what).filter((what) => all || !isReading(what));
      const values = await measure(parts, wanted).catch(() => ({})); // another measurement cancelled it
      onFound(Object.fromEntries(Object.entries(values).map(([what, value]) => [what, { value, step }])));
    };
  });
  useEffect(() => {
    if (!ready) return undefined;
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
  }, [ready, training, store]);
  return () => void look.current(true);
}

/** Returns the number of changes of settings during the run. */
const changesOf = (store: Store): number => store.getState().begun.then?.length ?? 0;

interface MeasuredProps {
  readonly condition: Condition;
  readonly found: Finding | undefined;
  /** The first finding of the run that is repaired. */
  readonly first: Finding | undefined;
  /** The step from which a measurement reflects the last change. */
  readonly since: number;
  readonly panel: OpenLesson["panel"];
}

function Measured({ condition, found, first, since, panel }: MeasuredProps) {
  const all = useTexts();
  const { what, is, value: bound } = condition;
  const texts = panel.repair;
  const value = found?.value;
  const stale = found !== undefined && found.step < since;
  const met = value !== undefined && holds(condition, value);
  const wanted = quantityText(what, bound, panel);
  return (
    <li className="lesson__condition" data-met={(met && !stale) || undefined} data-stale={stale || undefined}>
      <span className="lesson__sign" aria-hidden="true">{met && !stale ? "✓" : "○"}</span>
      <span>
        {quantityName(what, all, panel)}: {is === "at most" ? texts.atMost(wanted) : texts.atLeast(wanted)}
        <small>{value === undefined ? texts.notYet : <>{texts.now} <b>{quantityText(what, value, panel)}</b>, {met ? texts.met : texts.unmet}. {texts.from(countText(found!.step))}</>}
          {first && found && first.step < found.step && <> {texts.atFirst(quantityText(what, first.value, panel), countText(first.step))}</>}</small>
      </span>
    </li>
  );
}
