/** Saves the run to a file, to continue it later or elsewhere, and loads one. Beside it are the page's other saved files. */
import { useRef } from "react";
import { usePanelParts, useStore, useTexts } from "../context";
import { download } from "../kit/download";
import { quietly } from "../kit/quietly";
import { Slot } from "../kit/Slot";
import "./runFile.css";


export function RunFile() {
  const { session } = usePanelParts();
  const texts = useTexts().checkpoint;
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");
  const input = useRef<HTMLInputElement>(null);
  const save = async () => {
    const { name, file } = await session.save();
    download(name, file);
  };
  return (
    <div className="run-file">
      <button className="button button--quiet" disabled={!able} title={texts.saveTitle} onClick={() => quietly(save())}>
        {texts.save}
      </button>
      <button className="button button--quiet" title={texts.loadTitle} onClick={() => input.current?.click()}>
        {texts.load}
      </button>
      <Slot name="savedRuns" />
      <Slot name="labTools" />
      <input ref={input} type="file" accept=".safetensors,.json" aria-label={texts.load} hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = ""; // the same file may be chosen again
          if (file) quietly(session.load(file));
        }} />
    </div>
  );
}
