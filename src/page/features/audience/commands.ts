import type { Commands } from "../../ui/context";
import { openDialog } from "../../ui/kit/Dialog";
import { LINK_CODE, QUESTION } from "./texts";

export const commands: Commands = () => Promise.resolve([
  { id: "link-code", group: "actions", name: LINK_CODE, words: "QR", keys: "Q", possible: ({ present }) => present, run: () => openDialog("link-code-dialog") },
  { id: "question", group: "actions", name: QUESTION, keys: "Shift A", possible: ({ present }) => present, run: () => openDialog("question-dialog") },
]);
