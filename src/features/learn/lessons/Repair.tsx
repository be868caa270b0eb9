/** A task: change settings until conditions hold, which are measured here. All settings are available, and any way that works counts. */
import { useEffect, useRef, useState, type Dispatch, type SetStateAction } from "react";
import { isReading, RECENT_STEPS } from "../../../measurements/readings";
import { holds } from "../../../core/threshold";
import type { Condition } from "../../../lessons/lesson";
import { useRoom, useStore, useTexts } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { countText } from "../../../ui/numbers";
import { isRepairRun, measure, trainTo } from "../play";
import { useFocus } from "../useFocus";
import type { OpenLesson } from "./useLesson";
import { quantityName, quantityText } from "./words";

/** Milliseconds between two checks of losses and settings during training. */
const LOOK_MS = 500;

/** The last value of each quantity, and the step at which it was measured. */
type Found = Readonly<Record<string, { readonly value: number; readonly step: number }>>;

export function Repair({ open }: { readonly open: OpenLesson }) {
  const { id, lesson: { repair }, texts, panel, notes, note } = open;
  const room = useRoom();
  const { store } = room;
  const ready = useStore((state) => isRepairRun(state, repair));
  const phase = useStore((state) => state.phase);
  const heading = useFocus<HTMLHeadingElement>(ready);
  const [found, setFound] = useState<Found>({});
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");

  // From here on no step limits training.
  useEffect(() => { if (ready && phase !== "training") store.setState({ stop: null }); }, [ready, phase, store]);
  const look = useLook(open, ready, setFound);

  const setUp = async () => {
    await trainTo(room, id, { run: repair.run, until: repair.from });
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
            <p><strong>{panel.repair.held(countText(notes.repaired))}</strong> {texts.repair.done}</p>
            <button className="button" onClick={() => store.setState({ lesson: null })}>{panel.repair.another}</button>
          </div>
        )}
      </div>
      {!ready && (phase === "training"
        ? <p role="status" className="lesson__hint">{panel.repair.settingUp(countText(repair.from))}</p>
        : <button className="button button--main" disabled={!able} onClick={() => quietly(setUp())}>{panel.repair.setUp}</button>)}
      <h4 className="lesson__label" tabIndex={-1} ref={heading}>{panel.repair.conditions}</h4>
      <ul className="lesson__conditions">
        {repair.conditions.map((one) => <Measured key={one.what} condition={one} value={ready ? found[one.what]?.value : undefined} panel={panel} />)}
      </ul>
      {ready && step >= 0 && <p className="lesson__hint">{panel.repair.from(countText(step))} {all && !met && panel.repair.wait(countText(RECENT_STEPS))}</p>}
      {ready && repair.conditions.some(({ what }) => isReading(what)) && (
        <button className="button" onClick={look}>{panel.repair.measure}</button>
      )}
    </>
  );
}

/** Checks all conditions whenever training pauses, and during training those that need no measurement. Returns a function that checks all of them now. */
function useLook({ lesson: { repair } }: OpenLesson, ready: boolean, setFound: Dispatch<SetStateAction<Found>>): () => void {
  const room = useRoom();
  const { store } = room;
  const training = useStore((state) => state.phase === "training");
  const looks = useRef((_: boolean) => {});
  useEffect(() => {
    looks.current = (all) => {
      const { step } = store.getState();
      const wanted = repair.conditions.map(({ what }) => what).filter((what) => all || !isReading(what));
      measure(room, wanted).then((values) => {
        setFound((before) => ({ ...before, ...Object.fromEntries(Object.entries(values).map(([what, value]) => [what, { value, step }])) }));
      }, () => undefined); // another measurement cancelled it
    };
  });
  useEffect(() => {
    if (!ready) return undefined;
    if (!training) return looks.current(true);
    const timer = setInterval(() => looks.current(false), LOOK_MS);
    return () => clearInterval(timer);
  }, [ready, training]);
  return () => looks.current(true);
}

function Measured({ condition, value, panel }: { readonly condition: Condition; readonly value: number | undefined; readonly panel: OpenLesson["panel"] }) {
  const all = useTexts();
  const { what, is, value: bound } = condition;
  const texts = panel.repair;
  const met = value !== undefined && holds(condition, value);
  const wanted = quantityText(what, bound, panel);
  return (
    <li className="lesson__condition" data-met={met || undefined}>
      <span className="lesson__sign" aria-hidden="true">{met ? "✓" : "○"}</span>
      <span>
        {quantityName(what, all, panel)}: {is === "at most" ? texts.atMost(wanted) : texts.atLeast(wanted)}
        <small>{value === undefined ? texts.notYet : <>{texts.now} <b>{quantityText(what, value, panel)}</b>, {met ? texts.met : texts.unmet}</>}</small>
      </span>
    </li>
  );
}
