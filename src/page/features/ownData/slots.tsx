import { isFramed } from "../../../core/browser/framed";
import { useTexts } from "../../ui/context";
import { Dialog } from "../../ui/kit/Dialog";
import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { ownDataTexts } from "./texts";

const buttons = () => import("./OwnDataButtons");
const OwnData = later(async () => (await import("./OwnData")).OwnData, { texts: ownDataTexts });

/** The dialog in which a reader chooses images of their own. */
const OwnDataDialog = () => <Dialog id="own-data-dialog" title={useTexts().shell.experiment.ownData.replace("…", "")}><OwnData /></Dialog>;

/** Own images are not opened in a frame of another page. */
export const slots: Slots = isFramed() ? {} : {
  dialogs: OwnDataDialog,
  besideCompare: later(async () => (await buttons()).OpenOwnData, { quiet: true }),
  continue: later(async () => (await buttons()).SaveImages, { quiet: true, texts: ownDataTexts }),
};
