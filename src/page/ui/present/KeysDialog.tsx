/** The list of keys. */
import { useTexts } from "../context";
import { Dialog } from "../kit/Dialog";
import { later } from "../kit/later";
import "./present.css";

const KeyList = later(async () => (await import("./KeyList")).KeyList);

export function KeysDialog() {
  const { keys } = useTexts().shell;
  return <Dialog id="keys-dialog" title={keys.title}><KeyList /></Dialog>;
}
