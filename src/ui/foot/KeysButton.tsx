/** The ways to the list of keys and to what works offline. The script of the second comes when the page is idle, and begins to keep files then. */
import { useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { later } from "../kit/later";

const OfflineButton = later(async () => (await import("../offline/OfflineButton")).begun(), { quiet: true });

export function KeysButton() {
  const { foot } = useTexts().shell;
  return (
    <>
      <button className="button button--quiet foot__keys" onClick={() => openDialog("keys-dialog")}><kbd>?</kbd> {foot.keys}</button>
      <OfflineButton />
    </>
  );
}
