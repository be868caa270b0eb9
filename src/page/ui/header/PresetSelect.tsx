/** The menu of presets. None is selected for the reader's own experiment. */
import { presetMenu } from "../../state/menus";
import { usePanelParts, useStore, useTexts } from "../context";
import { presetTexts } from "../presetTexts";
import { quietly } from "../kit/quietly";

export function PresetSelect() {
  const { session } = usePanelParts();
  const texts = useTexts();
  const preset = useStore((state) => state.preset);
  return (
    <select className="select header__preset" translate="no" aria-label={texts.shell.header.preset} value={preset?.name ?? ""}
      onChange={(event) => quietly(session.openPreset(event.target.value))}>
      {!preset && <option value="">{texts.shell.header.noPreset}</option>}
      {presetMenu.map(({ group, names }) => (
        <optgroup key={group} label={texts.settings.groups[group]}>
          {names.map((name) => <option key={name} value={name}>{presetTexts(texts, name)?.title ?? name}</option>)}
        </optgroup>
      ))}
    </select>
  );
}
