/** The dialog "Check this machine". It opens whenever a check starts; closing it cancels the check. */
import { useEffect } from "react";
import type { Label } from "../../i18n";
import { useActions, useLabel, useStore } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { later } from "../../ui/kit/later";
import { checks } from "./actions";
import { machineTexts } from "./texts";

const TITLE: Label = { en: "Check this machine", "zh-CN": "检查这台机器", es: "Comprobar este equipo" };

const MachineCheck = later(async () => {
  const [{ MachineCheck: part }] = await Promise.all([import("./MachineCheck"), import("./checkMachine")]);
  return part;
}, { texts: machineTexts });

export function MachineDialog() {
  const { endMachineCheck } = useActions(checks);
  const running = useStore((state) => state.machine.progress !== null);
  useEffect(() => {
    if (running) openDialog("machine-dialog");
  }, [running]);
  return <Dialog id="machine-dialog" title={useLabel(TITLE)} onClose={endMachineCheck}><MachineCheck /></Dialog>;
}
