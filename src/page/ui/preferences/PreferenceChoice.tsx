/** The check box of a preference that is on or off. */
import type { ChoiceTexts } from "../../../core/preference";
import type { LaterTexts } from "../../i18n/laterTexts";
import { usePanelParts, useStore } from "../context";
import { Choice } from "../kit/Choice";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { chooseOnOff, type OnOffKey } from "./preferences";

/** Returns a component without props, as a place of the page shows it. */
export const preferenceChoice = (key: OnOffKey, texts: LaterTexts<ChoiceTexts>) => function PreferenceChoice() {
  const { store } = usePanelParts();
  const { name, about } = useLoadedTexts(texts);
  const checked = useStore((state) => state[key]);
  return (
    <Choice name={name} checked={checked} onChange={(on) => chooseOnOff(store, key, on)}>
      {about !== undefined && <small>{about}</small>}
    </Choice>
  );
};
