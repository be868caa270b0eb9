/** Chooses the preset. The list has those whose question can be answered with Play's controls. */
import { playMenu } from "../../state/menus";
import { usePanelParts, useStore, useTexts } from "../context";
import { Dialog, openDialog } from "../kit/Dialog";
import { DownIcon } from "../kit/icons";
import { modelName, modelTexts, presetTexts } from "../presetTexts";
import { quietly } from "../kit/quietly";
import { useModel } from "../useModel";

export function PresetChoice() {
  const texts = useTexts();
  const preset = useStore((state) => state.preset);
  const title = useTitle();
  return (
    <>
      <button className="preset-choice" aria-haspopup="dialog" aria-label={texts.shell.play.preset(title)} onClick={() => openDialog("preset-dialog")}>
        <span translate="no">{title}</span> <DownIcon />
      </button>
      <Dialog id="preset-dialog" title={texts.shell.play.choose}><PresetList current={preset?.name} /></Dialog>
    </>
  );
}

function PresetList({ current }: { readonly current: string | undefined }) {
  const { session } = usePanelParts();
  const texts = useTexts();
  const choose = (name: string, button: HTMLButtonElement) => {
    button.closest("dialog")?.close();
    if (name !== current) quietly(session.openPreset(name));
  };
  return (
    <>
      <ul className="preset-list">
        {playMenu.map((name) => {
          const { title, question } = presetTexts(texts, name)!;
          return (
            <li key={name}>
              <button className="preset-list__one" aria-current={name === current || undefined} onClick={(event) => choose(name, event.currentTarget)}>
                <b translate="no">{title}</b>
                <span>{question}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="preset-list__more">{texts.shell.play.others}</p>
    </>
  );
}

/** Returns the title of the preset, or else of the model. */
export function useTitle(): string {
  const texts = useTexts();
  const model = useModel();
  const preset = useStore((state) => state.preset);
  return presetTexts(texts, preset?.name)?.title ?? modelName(texts, model.id);
}

/** Returns the description and the question of the preset, or else of the model. */
export function useAbout() {
  const texts = useTexts();
  const preset = useStore((state) => state.preset);
  const model = useModel();
  return presetTexts(texts, preset?.name, preset?.version) ?? modelTexts(texts, model.id);
}
