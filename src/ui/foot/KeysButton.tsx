/** The way to the list of keys. */
import { useTexts } from "../context";
import { openDialog } from "../layout/Dialog";

export function KeysButton() {
  const { foot } = useTexts().shell;
  return <button className="button button--quiet foot__keys" onClick={() => openDialog("keys-dialog")}><kbd>?</kbd> {foot.keys}</button>;
}
