/** Chooses the setting that differs in run B and its value. It applies at once while two runs are open, otherwise on request. */
import { useMemo, useState } from "react";
import { comparableModels, comparableSettings, isDifference, MODEL_KEY, type Difference } from "../../state/comparison";
import type { HyperparameterValue } from "../../../core/model/hyperparameters";
import { lectureSettings } from "../../state/lecture";
import { usePanelParts, useStore, useTexts } from "../context";
import { SettingChoice } from "../experiment/SettingChoice";
import { SettingSlider } from "../experiment/SettingSlider";
import { secondModelName } from "../presetTexts";
import { useModel } from "../useModel";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { otherValue } from "./otherValue";
import { comparisonTexts } from "./texts";

export function DifferenceChoice({ onCompare }: { onCompare(difference: Difference): void }) {
  const { store } = usePanelParts();
  const all = useTexts();
  const { models: { hyperparameters: names }, settings: { units } } = all;
  const texts = useLoadedTexts(comparisonTexts);
  const config = useStore((state) => state.config);
  const compared = useStore((state) => state.comparison);
  const model = useModel();
  const settings = useMemo(() => new Map(comparableSettings(config)), [config]);
  const others = useMemo(() => comparableModels(config).map((other) => other.id), [config]);
  const standard = (id: string): Difference => {
    if (id === MODEL_KEY) return { kind: "model", model: others[0]! };
    return { kind: "setting", id, value: otherValue(settings.get(id)!, config.hyperparameters[id]!) };
  };
  const [draft, setDraft] = useState<Difference>(() => {
    const asked = lectureSettings(model, store.getState()).find((id) => settings.has(id));
    return standard(asked ?? [...settings.keys()][0] ?? MODEL_KEY);
  });
  const now = compared ?? draft;
  const take = (difference: Difference) => (compared ? onCompare(difference) : setDraft(difference));
  const program = now.kind === "model" && now.program !== undefined ? [now.model] : []; // a program beside this run is written elsewhere
  const id = now.kind === "model" ? MODEL_KEY : now.id;
  const spec = settings.get(id);
  const set = (value: HyperparameterValue) => take({ kind: "setting", id, value });
  const own = { name: texts.second(names[id]?.name ?? id), about: names[id]?.about ?? "" };
  return (
    <>
      <label className="compare__what">
        <span>{texts.what}</span>
        <select className="setting__menu" value={id} onChange={(event) => take(standard(event.target.value))}>
          {[...settings.keys()].map((one) => <option key={one} value={one}>{names[one]?.name ?? one}</option>)}
          {others.length + program.length > 0 && <option value={MODEL_KEY}>{texts.model}</option>}
        </select>
      </label>
      {now.kind === "model" && (
        <select className="select" translate="no" aria-label={texts.second(texts.model)} value={now.model} onChange={(event) => take({ kind: "model", model: event.target.value })}>
          {[...program, ...others].map((one) => <option key={one} value={one}>{secondModelName(all, config.model, one)}</option>)}
        </select>
      )}
      {now.kind === "setting" && spec?.kind === "choice" && (
        <SettingChoice id={`second-${id}`} spec={spec} value={String(now.value)} texts={own} onChange={set} />
      )}
      {now.kind === "setting" && spec && spec.kind !== "choice" && (
        <SettingSlider
          key={id} id={`second-${id}`} spec={{ ...spec, live: false }} value={Number(now.value)} texts={own}
          unit={spec.unit && units[spec.unit]} onChange={set}
        />
      )}
      {compared
        ? <p className="compare__note">{texts.same}</p>
        : (
          <div className="compare__go">
            <button type="button" className="button" disabled={!isDifference(config, draft)} onClick={() => onCompare(draft)}>{texts.begin}</button>
            <p className="compare__note">{texts.fromZero}</p>
          </div>
        )}
    </>
  );
}
