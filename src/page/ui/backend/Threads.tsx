/** How many threads compute a step of WASM, of how many cores, why there are no more, and a choice that this browser remembers. */
import { useId } from "react";
import { defaultThreads, MAX_THREADS, tidyThreads } from "../../../core/run/threads";
import { useAllTexts, usePanelParts, useStore } from "../context";
import { choosePreference } from "../preferences/preferences";
import { threadSentences } from "./threadSentences";

const NUMBERS = Array.from({ length: MAX_THREADS }, (_, i) => i + 1);

export function Threads() {
  const id = useId();
  const { store } = usePanelParts();
  const texts = useAllTexts();
  const { backend, shell } = texts;
  const { threads: words } = backend;
  const opened = useStore((state) => state.opened);
  const threads = useStore((state) => state.threads);
  const processor = useStore((state) => state.processor);
  const choose = (written: string) => choosePreference(store, { threads: written === "auto" ? "auto" : Number(written) });
  return (
    <div className="backend__choice">
      <label htmlFor={id}>{words.label}</label>
      <select id={id} className="select" aria-describedby={`${id}-note`} value={String(tidyThreads(threads))} disabled={processor.isolation !== "isolated"}
        onChange={({ target }) => choose(target.value)}>
        <option value="auto">{words.automatic(String(processor.isolation === "isolated" ? defaultThreads(processor.cores) : 1))}</option>
        {NUMBERS.map((number) => <option key={number} value={number}>{number}</option>)}
      </select>
      <p id={`${id}-note`} className="backend__note">
        {threadSentences({ opened, threads, processor }, texts).join(shell.betweenSentences)}
      </p>
    </div>
  );
}
