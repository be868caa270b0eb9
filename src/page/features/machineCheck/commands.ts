import type { Commands } from "../../ui/context";
import { labelOf, loadEachLanguage } from "../../ui/kit/commands";
import { quietly } from "../../ui/kit/quietly";
import { checks } from "./actions";
import { machineTexts } from "./texts";

export const commands: Commands = async ({ session }) => {
  await loadEachLanguage(machineTexts);
  return [{
    id: "machine-check", group: "actions", name: labelOf(machineTexts, ({ open }) => open), words: "GPU WebGPU WebGL WASM backend benchmark",
    run: () => quietly(session.actions(checks).checkMachine()),
  }];
};
