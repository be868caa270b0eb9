/** "Check this machine". Opens whenever a check begins; closing it ends the check. */
import { useEffect } from "react";
import { useRoom, useStore, useTexts } from "../context";
import { Dialog, openDialog } from "../kit/Dialog";
import { later } from "../kit/later";

const MachineCheck = later(async () => (await import("./MachineCheck")).MachineCheck);

export function MachineDialog() {
  const { session } = useRoom();
  const running = useStore((state) => state.machine.progress !== null);
  useEffect(() => {
    if (running) openDialog("machine-dialog");
  }, [running]);
  return (
    <Dialog id="machine-dialog" title={useTexts().shell.machineCheck} onClose={session.endMachineCheck}><MachineCheck /></Dialog>
  );
}
