/** The list of keys that have an effect here. Single-character keys can be turned off. */
import type { ReactNode } from "react";
import { useShallow } from "zustand/shallow";
import { steeredSettings } from "../../state/lecture";
import { trainedStartFor } from "../../state/trainedStart";
import { useAllTexts, usePanelParts, useStore } from "../context";
import { countText } from "../numbers";
import { choosePreference } from "../preferences/preferences";
import { Slot } from "../kit/Slot";
import { useModel } from "../useModel";
import { SETTING_KEYS } from "./keys";
import { useOwnName } from "./ownKeys";

/** A row with a key, or several, and its effect. */
export const KeyRow = ({ name, what }: { readonly name: string; readonly what: string }) => <div className="keys__row"><dt><kbd>{useOwnName(name)}</kbd></dt><dd>{what}</dd></div>;

/** A list of keys and their effects. `children`: more rows. */
export const Keys = ({ rows, children }: { readonly rows: readonly (readonly [key: string, what: string])[]; readonly children?: ReactNode }) =>
  <dl className="keys__list">{rows.map(([key, what]) => <KeyRow key={key} name={key} what={what} />)}{children}</dl>;

export function KeyList() {
  const { store } = usePanelParts();
  const { keyList: keys, models: { hyperparameters } } = useAllTexts();
  const { keyNames } = keys;
  const model = useModel();
  const start = useStore(trainedStartFor);
  const on = useStore((state) => state.characterKeys);
  const keySettings = useStore(useShallow((state) => steeredSettings(model, state)));
  return (
    <>
      <Keys rows={[
        [keyNames.space, keys.space], ["S", keys.step], ["R", keys.reset],
        ...(start ? [["B", keys.begin(countText(start.step))]] as const : []),
        ...(model.conditional ? [[keyNames.digits, keys.digits], ["N", keys.noise]] as const : []),
        [keyNames.arrows, keys.arrows], ["L", keys.log], ["T", keys.theme], ["P", keys.present],
        ["F", keys.fullScreen], [keyNames.undo, keys.undo], ["?", keys.help],
      ]}>
        <Slot name="keyRows" />
      </Keys>
      <label className="keys__switch">
        <input type="checkbox" checked={on} onChange={(event) => choosePreference(store, { characterKeys: event.target.checked })} />
        <span>{keys.characters}<small>{keys.charactersAbout}</small></span>
      </label>
      <h3 className="panel-title">{keys.lecture}</h3>
      <Keys rows={[
        ...keySettings.map((id, which) => [SETTING_KEYS[which]!.join(" "), keys.lower(hyperparameters[id]?.name ?? id)] as const),
        ["E", keys.enlarge], ["C", keys.curves],
      ]}>
        <Slot name="lectureKeys" />
        <KeyRow name={keyNames.escape} what={keys.escape} />
      </Keys>
      <h3 className="panel-title">{keys.clicker}</h3>
      <Keys rows={[[keyNames.next, keys.next], [keyNames.previous, keys.previous]]} />
      <Slot name="keyList" />
    </>
  );
}
