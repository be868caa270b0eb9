import { keepsRuns } from "../../../core/browser/keepsRuns";
import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { keptRunsTexts } from "./texts";

const parts = () => import("./KeptRuns");
const OPTIONS = { quiet: true, texts: keptRunsTexts };

export const slots: Slots = {
  notices: later(async () => (await parts()).KeptOffer, OPTIONS),
  ...(keepsRuns() ? {
    dialogs: later(async () => (await parts()).KeptRunsDialog, OPTIONS),
    savedRuns: later(async () => (await parts()).KeptRuns, OPTIONS),
  } : {}),
};
