/** The option to suspend training while the page is hidden. */
import { usePanelParts, useStore } from "../../ui/context";
import { Choice } from "../../ui/kit/Choice";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { choosePreference } from "../../ui/preferences/preferences";
import { suspendTexts } from "./texts";

export function SuspendChoice() {
  const { store } = usePanelParts();
  const { name, about } = useLoadedTexts(suspendTexts);
  const suspends = useStore((state) => state.suspendsWhileHidden);
  return (
    <Choice name={name} checked={suspends} onChange={(on) => choosePreference(store, { suspendsWhileHidden: on })}>
      <small>{about}</small>
    </Choice>
  );
}
