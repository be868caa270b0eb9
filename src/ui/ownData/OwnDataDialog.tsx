/** The dialog in which a reader chooses images of their own, and the way there. */
import { useRoom, useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { later } from "../kit/later";
import { quietly } from "../kit/quietly";

const OwnData = later(async () => (await import("./OwnData")).OwnData);
export const OwnDataLine = later(async () => (await import("./OwnDataLine")).OwnDataLine, { quiet: true });

export function OwnDataDialog() {
  const { session } = useRoom();
  return (
    <Dialog id="own-data-dialog" title={useTexts().shell.experiment.ownData.replace("…", "")} onClose={() => quietly(session.ownData().then(({ end }) => end()))}>
      <OwnData />
    </Dialog>
  );
}
