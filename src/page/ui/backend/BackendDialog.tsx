/** The dialog that explains which backend is used and lets the reader choose another. */
import { useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { later } from "../kit/later";

const BackendReport = later(async () => (await import("./BackendReport")).BackendReport);

export function BackendDialog() {
  return <Dialog id="backend-dialog" title={useTexts().shell.backendTitle}><BackendReport /></Dialog>;
}
