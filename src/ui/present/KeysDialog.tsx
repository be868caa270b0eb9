/** The list of keys. */
import { useTexts } from "../context";
import { Dialog } from "../layout/Dialog";
import "./present.css";

function Keys({ rows }: { rows: readonly (readonly [key: string, what: string])[] }) {
  return (
    <dl className="keys__list">
      {rows.map(([key, what]) => (
        <div key={key} className="keys__row"><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>
      ))}
    </dl>
  );
}

export function KeysDialog() {
  const { keys } = useTexts().shell;
  const { keyNames } = keys;
  return (
    <Dialog id="keys-dialog" title={keys.title}>
      <Keys rows={[
        [keyNames.space, keys.space], ["S", keys.step], ["R", keys.reset], [keyNames.digits, keys.digits],
        [keyNames.arrows, keys.arrows], ["N", keys.noise], ["L", keys.log], ["T", keys.theme], ["P", keys.present],
        ["F", keys.fullScreen], [keyNames.escape, keys.escape], [keyNames.undo, keys.undo], ["?", keys.help],
      ]} />
      <h3 className="panel-title">{keys.clicker}</h3>
      <Keys rows={[[keyNames.next, keys.next], [keyNames.previous, keys.previous]]} />
    </Dialog>
  );
}
