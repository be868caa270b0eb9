/** The dialog that lists all commands, its key and the button that opens it. */
import { useLayoutEffect } from "react";
import type { Label } from "../../i18n";
import { useLabel, usePanelParts, useStore } from "../../ui/context";
import { Dialog, openDialog } from "../../ui/kit/Dialog";
import { later } from "../../ui/kit/later";
import { pressOf } from "../../ui/present/useKeys";
import { isOwnPress, KEY } from "./key";
import { paletteTexts } from "./texts";
import "./open.css";

const TITLE: Label = { en: "Commands", "zh-CN": "命令", es: "Comandos" };
const OPEN: Label = { en: "Find", "zh-CN": "查找", es: "Buscar" };
const ID = "command-dialog";

const Palette = later(async () => (await import("./Palette")).Palette, { texts: paletteTexts });

export function CommandPalette() {
  const { store } = usePanelParts();
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isOwnPress(event)) return;
      const shown = document.querySelector<HTMLDialogElement>(`#${ID}[open]`);
      const press = pressOf(event, store.getState());
      if (!shown && (!press || (press.present && press.focus === "text"))) return;
      event.preventDefault(); // browsers use the key for their search
      if (event.repeat) return;
      if (shown) shown.close();
      else openDialog(ID);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [store]);
  return <Dialog id={ID} title={useLabel(TITLE)} fresh><Palette /></Dialog>;
}

export function OpenCommands() {
  const name = useLabel(OPEN);
  if (useStore((state) => state.present)) return null;
  return (
    <button type="button" className="button button--quiet command-palette__open" aria-haspopup="dialog" onClick={() => openDialog(ID)}>
      <kbd>{KEY}</kbd> {name}
    </button>
  );
}
