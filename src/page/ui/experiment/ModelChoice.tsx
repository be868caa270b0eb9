/** Chooses the model; shows the paper it comes from and a diagram of its networks. */
import { isWritten } from "../../../core/model/model";
import { modelMenu } from "../../state/menus";
import { usePanelParts, useTexts } from "../context";
import { NetworkDiagram } from "../diagram/NetworkDiagram";
import { quietly } from "../kit/quietly";
import { useModel } from "../useModel";

export function ModelChoice() {
  const { session } = usePanelParts();
  const { shell, settings, models } = useTexts();
  const model = useModel();
  return (
    <section className="model" aria-label={shell.experiment.title}>
      <div className="model__head">
        <h2 className="panel-title">{shell.experiment.model}</h2>
        {!isWritten(model) && (
          <a className="model__source" translate="no" href={model.source.url} target="_blank" rel="noreferrer"
            aria-label={shell.pair(shell.experiment.source, model.source.text)}>
            {model.source.text}
          </a>
        )}
      </div>
      <select id="model" className="select" translate="no" aria-label={shell.experiment.model} value={model.id}
        onChange={(event) => quietly(session.openModel(event.target.value))}>
        {isWritten(model) && <option value={model.id}>{models.written.name}</option>}
        {modelMenu.map(({ group, items }) => (
          <optgroup key={group} label={settings.groups[group]}>
            {items.map(({ id }) => <option key={id} value={id}>{models.list[id]?.name ?? id}</option>)}
          </optgroup>
        ))}
      </select>
      <div className="model__diagram"><NetworkDiagram /></div>
    </section>
  );
}
