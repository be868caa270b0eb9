/**
 * The menu that saves the run to a file, to continue it later or elsewhere, loads one, and opens the list of runs that the browser saved. In
 * narrow windows, tools that are otherwise in the header are beside it.
 */
import { useRef } from "react";
import { isOpen } from "../../state/isOpen";
import { usePanelParts, useStore, useTexts, type PanelParts } from "../context";
import { handOver } from "../kit/download";
import { DownIcon } from "../kit/icons";
import { Popover } from "../kit/Popover";
import { quietly } from "../kit/quietly";
import { Slot } from "../kit/Slot";
import { useNarrow } from "../kit/useMedia";
import "./runFile.css";

/** Hands the run as a file to the browser's downloads. A notice says so, or why not. */
export async function saveRun({ store, session }: Pick<PanelParts, "store" | "session">): Promise<void> {
  const { name, file } = await session.save();
  handOver(store, name, file);
}

export function RunFile() {
  const parts = usePanelParts();
  const { session } = parts;
  const texts = useTexts().checkpoint;
  const able = useStore(isOpen);
  const narrow = useNarrow();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="run-file">
      <Popover name={texts.menu} label={<>{texts.menu} <DownIcon /></>} className="button button--quiet" menu>
        <div className="menu">
          <button className="button button--quiet" disabled={!able} title={texts.saveTitle} onClick={() => quietly(saveRun(parts))}>{texts.save}</button>
          <button id="open-file-button" className="button button--quiet" title={texts.loadTitle} onClick={() => input.current?.click()}>{texts.load}</button>
          <Slot name="savedRuns" />
        </div>
      </Popover>
      {narrow && <Slot name="firstTools" />}
      <input ref={input} type="file" accept=".safetensors,.json" aria-label={texts.load} hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = ""; // the same file may be chosen again
          if (file) quietly(session.load(file));
        }} />
    </div>
  );
}
