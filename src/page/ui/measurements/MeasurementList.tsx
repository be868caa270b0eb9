/** Measurements that apply to the model, each with its newest result. */
import { useId, useState } from "react";
import { ElboError, type ErrorCode } from "../../../core/errors";
import type { RunId } from "../../../core/run/ids";
import { isListed, measurementsOf, type ListedId } from "../../../subject/measurements/registry";
import { requestedOrNewest } from "../../state/measured";
import { useAllTexts, usePanelParts, useStore } from "../context";
import { missingImages } from "../experiment/hintText";
import { quietly } from "../kit/quietly";
import { countText } from "../numbers";
import { useNameOfClass } from "../useNameOfClass";
import { useData, useModel } from "../useModel";
import { factsOf } from "./facts";
import { FactList } from "./FactList";
import { useIsOutdated } from "./MeasuredAt";
import { nameOf, settingName } from "./names";
import { numbersOf, startDrafts, wrongSetting } from "./settingDrafts";
import { SettingFields } from "./SettingFields";
import { Space } from "../kit/Between";

function Progress({ name, share }: { name: string; share: number }) {
  const texts = useAllTexts().measuring;
  return (
    <>
      <progress className="measurements__progress" aria-label={texts.progress(name)} max={1} value={share} />
      <span className="measurements__percent">{texts.units.percent(String(Math.floor(100 * share)))}</span>
    </>
  );
}

function Result({ id }: { id: ListedId }) {
  const texts = useAllTexts().measuring;
  const nameOfClass = useNameOfClass();
  const measured = useStore((state) => requestedOrNewest(id, state));
  const outdated = useIsOutdated(measured);
  const { outdatedTitle } = useAllTexts().measurements;
  if (!measured) return null;
  const { from, facts } = factsOf(measured, texts, nameOfClass);
  return (
    <div className="measurements__result" data-outdated={outdated || undefined}>
      <p className="measurements__when">{texts.taken(countText(measured.step), from)}{outdated && <> · {outdatedTitle}</>}</p>
      <FactList facts={facts} />
    </div>
  );
}

function Entry({ id }: { id: ListedId }) {
  const { store, session } = usePanelParts();
  const all = useAllTexts();
  const { measuring: texts, notices } = all;
  const name = nameOf(all, id, useData().kind === "own");
  const nameId = useId();
  const share = useStore(({ measuring }) => (measuring?.id === id ? measuring.progress : null));
  const waiting = useStore(({ data }) => (share === 0 ? missingImages(data, all.shell) : null));
  const busy = useStore((state) => state.measuring !== null);
  const opening = useStore((state) => state.phase === "opening");
  const currentRun = useStore((state) => state.run);
  const [failed, setFailed] = useState<{ readonly run: RunId; readonly code: ErrorCode } | null>(null);
  const failure = failed?.run === currentRun ? failed.code : null;
  const [drafts, setDrafts] = useState(() => startDrafts(id));
  const wrong = wrongSetting(id, drafts);

  async function run() {
    setFailed(null);
    try {
      await session.measure(id, numbersOf(drafts));
    } catch (caught) {
      const { code } = ElboError.of(caught);
      // It was cancelled, or another run was opened.
      if (code !== "superseded") setFailed({ run: store.getState().run, code });
    }
  }

  return (
    <li className="measurements__entry" aria-labelledby={nameId}>
      <div className="measurements__head">
        <h3 id={nameId} className="measurements__name">{name}</h3>
        <div className="measurements__action">
          {share !== null && <Progress name={name} share={share} />}
          {/* The same button starts and cancels, so that it keeps the focus. */}
          <button
            id={`measure-${id}`} className="button" aria-label={share === null ? texts.runOne(name) : texts.cancelOne(name)}
            disabled={share === null && (busy || opening || wrong !== null)}
            onClick={() => (share === null ? void run() : quietly(session.endMeasure()))}
          >
            {share === null ? texts.run : texts.cancel}
          </button>
        </div>
      </div>
      {waiting !== null && <p role="status">{waiting}</p>}
      <p className="measurements__about">{texts.list[id]!.about}</p>
      <SettingFields id={id} name={name} drafts={drafts} wrong={wrong?.[0] ?? null} disabled={share !== null} onChange={setDrafts} />
      {wrong && (
        <p className="measurements__failure" role="alert">
          {texts.outOfRange(settingName(texts, id, wrong[0]), countText(wrong[1].min), countText(wrong[1].max))}
        </p>
      )}
      {failure && <p className="measurements__failure" role="alert">{texts.failed(failure === "own-data-unsuitable" ? texts.noOwnJudge : notices.failure[failure].body)}</p>}
      <Result id={id} />
    </li>
  );
}

export function MeasurementList() {
  const model = useModel();
  const { kind } = useData();
  const texts = useAllTexts().measuring;
  return (
    <>
      <p className="measurements__about">{texts.intro}<Space />{kind === "image" || kind === "own" ? texts.judges[kind] : null}</p>
      <ul className="measurements__list">
        {measurementsOf(model, kind).filter(isListed).map((id) => <Entry key={`${model.id} ${id}`} id={id} />)}
      </ul>
    </>
  );
}
