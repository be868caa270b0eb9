/** The check boxes and the code of features that are a preference (`core/preference.ts`), found in the registry. */
import type { OnOffChoice } from "../../core/preference";
import { laterTexts } from "../i18n/laterTexts";
import type { CreateActions, PageParts } from "../state/pageParts";
import { later } from "../ui/kit/later";
import type { Slots } from "../ui/kit/slots";
import type { OnOffKey } from "../ui/preferences/preferences";
import { slices } from "./registry";

const choices = Object.entries(slices).flatMap(([feature, slice]): { feature: string; choice: OnOffChoice<OnOffKey> }[] => ("slot" in slice ? [{ feature, choice: slice }] : []));

/** Their check boxes by place. */
export const preferenceSlots: readonly Slots[] = choices.map(({ feature, choice: { key, slot, texts: english } }) => {
  const texts = laterTexts(`features/${feature}`, english);
  return { [slot]: later(async () => (await import("../ui/preferences/PreferenceChoice")).preferenceChoice(key, texts), { texts }) };
});

/** Runs `whileOn` while the preference is on, until the session ends. */
const runsWhileOn = (key: OnOffKey, whileOn: (page: PageParts) => () => void): CreateActions<object> => (page) => {
  let end: (() => void) | null = null;
  const update = () => {
    if (page.store.getState()[key]) return void (end ??= whileOn(page));
    end?.();
    end = null;
  };
  const stop = page.store.subscribe(update);
  update();
  return {
    dispose() {
      stop();
      end?.();
    },
  };
};

/** What starts their code with the session. */
export const preferenceStarts: readonly CreateActions<object>[] = choices.flatMap(({ choice: { key, whileOn } }) => (whileOn ? [runsWhileOn(key, whileOn)] : []));
