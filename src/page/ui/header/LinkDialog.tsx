/** The dialog that writes the link of the current experiment, and the action that copies it. */
import { isTrained, momentOf } from "../../state/link/moment";
import { format } from "../../state/urlCodec";
import { useTexts, type PanelParts } from "../context";
import { copyText } from "../kit/copyText";
import { isFileLink } from "../kit/isFileLink";
import { Dialog, openDialog } from "../kit/Dialog";
import { later } from "../kit/later";
import { linkToCopy } from "./linkToCopy";
import { linkTexts } from "./texts";

const LinkChoices = later(async () => (await import("./LinkChoices")).LinkChoices, { texts: linkTexts });
const BY_HAND = "by hand";

/**
 * Copies the address of the current experiment; `moment`: with training to the run's step. Opens the dialog if the browser forbids that, or if the link
 * would work for nobody else or lacks the program in the editor.
 */
export async function copyLink({ store, session }: Pick<PanelParts, "store" | "session">, moment = false): Promise<void> {
  const { link: current, lacksProgram } = await linkToCopy({ store, session });
  const { step } = store.getState();
  const toCopy = moment ? momentOf(current, step) : current;
  const link = session.link(format(toCopy));
  if (isFileLink(link) || lacksProgram) return openDialog("link-dialog");
  if (!(await copyText(link))) return openDialog("link-dialog", BY_HAND);
  const trains = toCopy.autostart && toCopy.stop !== null;
  const copied = {
    kind: "copied", untrained: (toCopy.linkedDraft ?? null) !== null, step: trains ? toCopy.stop : toCopy.config.begin ?? 0, trains,
    canTrain: isTrained(toCopy, step) && !(trains && toCopy.stop === step),
  } as const;
  store.setState(({ notices }) => ({ notices: [...notices.filter(({ kind }) => kind !== "copied"), copied] }));
}

export function LinkDialog() {
  const { shell } = useTexts();
  return <Dialog id="link-dialog" title={shell.link.title} fresh>{(how) => <LinkChoices byHand={how === BY_HAND} />}</Dialog>;
}
