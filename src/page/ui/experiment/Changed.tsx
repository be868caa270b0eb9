/** Lists in one line how the experiment differs from the preset, with a button that restores the preset. Null for a reader's program, which has its numbers itself. */
import { useShallow } from "zustand/shallow";
import { isWritten } from "../../../core/model/model";
import { shownSettings } from "../../state/keyframes";
import { changesFrom, startingPoint } from "../../state/changes";
import { usePanelParts, useStore, useTexts } from "../context";
import { settingValueText } from "../numbers";
import { Space } from "../kit/Between";
import { quietly } from "../kit/quietly";
import { useReturnedFocus } from "../kit/useReturnedFocus";
import { useModel } from "../useModel";

export function Changed() {
  const { session } = usePanelParts();
  const { shell, models } = useTexts();
  const texts = shell.experiment;
  const preset = useStore((state) => state.preset);
  const shown = useStore(useShallow(({ config, begun, rewound }) => ({ config, begun, rewound })));
  const model = useModel();
  const start = startingPoint(model, preset);
  const changes = changesFrom(start, { ...shown.config, hyperparameters: shownSettings(shown) });
  const nameOf = (id: string) => (id === "seed" ? texts.seed : (models.hyperparameters[id]?.name ?? id));
  const valueOf = (value: number | string) => settingValueText(value, { models });
  const { pressed, target } = useReturnedFocus(changes.length > 0);
  if (isWritten(model)) return null;
  const list = changes.map(({ id, from, to }) => texts.change(nameOf(id), valueOf(from), valueOf(to))).join(shell.separator);
  const goBack = () => {
    pressed();
    quietly(start.kind === "preset" && preset ? session.openPreset(preset.name) : session.openModel(model.id));
  };
  return (
    <p className="changed" tabIndex={-1} ref={target}>
      {start.kind === "preset" ? texts.changedFromPreset : texts.changedFromDefaults}<Space />
      {changes.length === 0 ? texts.nothing : <strong>{list}</strong>}
      {changes.length > 0 && <button className="button button--quiet" onClick={goBack}>{texts.goBack}</button>}
    </p>
  );
}
