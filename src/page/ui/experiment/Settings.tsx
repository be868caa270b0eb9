/**
 * All hyperparameters of the model: live settings first, then those that restart the run. Lecture mode shows only those that the question
 * concerns and those that have keys. At an earlier step, live settings have the values of that step and cannot be changed.
 */
import { useId, type ReactNode } from "react";
import { useShallow } from "zustand/shallow";
import { isFixed, isInUse, type Hyperparameter } from "../../../core/model/hyperparameters";
import { readOwnId } from "../../../core/data/ownId";
import { isLocked, isIncluded } from "../../state/embed";
import { shownSettings } from "../../state/keyframes";
import { lectureSettings, steeredSettings } from "../../state/lecture";
import type { Label } from "../../i18n";
import { useLabel, usePanelParts, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { quietly } from "../kit/quietly";
import { SETTING_KEYS } from "../present/keys";
import { useModel } from "../useModel";
import { SeedField } from "./SeedField";
import { SettingChoice } from "./SettingChoice";
import { SettingSlider } from "./SettingSlider";

function Setting({ id, spec, keys }: { id: string; spec: Hyperparameter; keys?: readonly [string, string] | undefined }) {
  const { session } = usePanelParts();
  const { models: { hyperparameters }, settings: { units } } = useTexts();
  const model = useStore((state) => state.config.model);
  const value = useStore((state) => shownSettings(state)[id]) ?? spec.default;
  const own = useStore((state) => state.config.own);
  const texts = hyperparameters[id] ?? { name: id, about: "" };
  const embed = useStore((state) => state.embed);
  const change = (next: number | string) => quietly(session.setHyperparameter(id, next));
  if (!isIncluded(embed, id)) return null;
  const control = spec.kind === "choice"
    ? <SettingChoice key={model} id={id} spec={spec} value={String(value)} texts={texts}
        named={id === "data" && own !== undefined ? { mnist: readOwnId(own)?.name ?? own } : {}} onChange={change} />
    : <SettingSlider key={model} id={id} spec={spec} value={Number(value)} texts={texts}
        unit={spec.unit && units[spec.unit]} keys={keys} onChange={change} />;
  return isLocked(embed, id) ? <Locked>{control}</Locked> : control;
}

const LOCKED: Label = { en: "Set by the author of this page", "zh-CN": "由本页作者设定", es: "Fijado por el autor de esta página" };

/** Shows a setting as fixed by the author of the embedding page. */
function Locked({ children }: { readonly children: ReactNode }) {
  return <fieldset className="settings__locked" disabled title={useLabel(LOCKED)}>{children}</fieldset>;
}

function Seed() {
  const embed = useStore((state) => state.embed);
  if (!isIncluded(embed, "seed")) return null;
  return isLocked(embed, "seed") ? <Locked><SeedField /></Locked> : <SeedField />;
}

export function Settings() {
  return useStore((state) => state.present) ? <LectureSettings /> : <AllSettings />;
}

function LectureSettings() {
  const texts = useTexts().shell.experiment;
  const model = useModel();
  const table: Readonly<Record<string, Hyperparameter>> = model.hyperparameters;
  const ids = useStore(useShallow((state) => lectureSettings(model, state)));
  const keySettings = useStore(useShallow((state) => steeredSettings(model, state)));
  const past = useStore((state) => state.rewound !== null);
  return (
    <fieldset className="settings" data-three={ids.length >= 3 || undefined} data-four={ids.length >= 4 || undefined} disabled={past} aria-label={texts.settings}>
      {ids.map((id) => <Setting key={id} id={id} spec={table[id]!} keys={SETTING_KEYS[keySettings.indexOf(id)]} />)}
    </fieldset>
  );
}

/** A component of its own because it changes with each displayed step. */
function LiveWhen({ id }: { readonly id: string }) {
  const texts = useTexts().shell.experiment;
  const past = useStore((state) => state.rewound);
  return <span id={id} className="settings__when" aria-hidden="true">{past === null ? texts.live : texts.past(countText(past))}</span>;
}

function AllSettings() {
  const texts = useTexts().shell.experiment;
  const values = useStore((state) => state.config.hyperparameters);
  const past = useStore((state) => state.rewound !== null);
  const forked = useStore((state) => state.forkedFrom !== null);
  const liveId = useId();
  const restart = forked ? texts.restartFork : texts.restart;
  const table = Object.entries<Hyperparameter>(useModel().hyperparameters).filter(([, spec]) => isInUse(spec, values) && !isFixed(spec));
  return (
    <div className="settings">
      <h2 className="visually-hidden">{texts.settings}</h2>
      <fieldset className="settings__group settings__group--live" disabled={past} aria-labelledby={liveId}>
        <LiveWhen id={liveId} />
        {table.filter(([, spec]) => spec.live).map(([id, spec]) => <Setting key={id} id={id} spec={spec} />)}
      </fieldset>
      <div className="settings__group settings__group--restart" role="group" aria-label={restart}>
        <span className="settings__when" aria-hidden="true">{restart}</span>
        {table.filter(([, spec]) => !spec.live).map(([id, spec]) => <Setting key={id} id={id} spec={spec} />)}
        <Seed />
      </div>
    </div>
  );
}
