import { CommandPalette, OpenCommands } from "./CommandPalette";
import { later } from "../../ui/kit/later";
import type { Slots } from "../../ui/kit/slots";
import { paletteTexts } from "./texts";

export const slots: Slots = {
  dialogs: CommandPalette,
  keys: OpenCommands,
  keyRows: later(async () => (await import("./Palette")).PaletteKey, { quiet: true, texts: paletteTexts }),
};
