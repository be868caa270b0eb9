/** The button that lists the keys, and the features' components beside it. */
import { useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { Slot } from "../kit/Slot";

export function KeysButton() {
  const { foot } = useTexts().shell;
  return (
    <>
      <button className="button button--quiet foot__keys" onClick={() => openDialog("keys-dialog")}><kbd>?</kbd> {foot.keys}</button>
      <Slot name="keys" />
    </>
  );
}
