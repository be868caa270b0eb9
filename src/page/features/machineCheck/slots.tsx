import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { MachineDialog } from "./MachineDialog";
import { machineTexts } from "./texts";

export const slots: Slots = {
  dialogs: MachineDialog,
  backend: later(async () => (await import("./CheckButton")).CheckButton, { texts: machineTexts }),
};
