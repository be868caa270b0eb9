/** Exports for continuing the run in PyTorch: its file, the program that reads it, also as a notebook, and the command. */
import { useState } from "react";
import { onPoints, ownOf } from "../../../subject/data/registry";
import { commandOf, torchOf, type ContinuedData } from "../../torch";
import { saveRun } from "../../ui/checkpoint/RunFile";
import { isOpen } from "../../state/isOpen";
import { usePanelParts, useStore } from "../../ui/context";
import { handOver } from "../../ui/kit/download";
import { quietly } from "../../ui/kit/quietly";
import { Slot } from "../../ui/kit/Slot";
import { useModel } from "../../ui/useModel";
import { useCodeTexts } from "./texts";
import { Space } from "../../ui/kit/Between";

// This panel is fetched when the page is idle, and then the code that writes programs, so that neither needs a network later. What fails to load is fetched on demand.
import("../../torch/notebook").catch(() => undefined);

export function Continue() {
  const parts = usePanelParts();
  const { store } = parts;
  const texts = useCodeTexts().continue;
  const model = useModel();
  const able = useStore(isOpen);
  const data = useStore(({ config }): ContinuedData => (onPoints(config.hyperparameters) ? "points" : ownOf(config) === undefined ? "mnist" : "own"));
  const [failed, setFailed] = useState(false);
  const offer = (save: () => Promise<void>) => {
    setFailed(false);
    save().catch((error: unknown) => {
      console.warn(error);
      setFailed(true);
    });
  };
  const saveProgram = async () => {
    const { continuedProgram } = await import("../../torch/continued");
    const text = continuedProgram(model, torchOf(model), store.getState().config.hyperparameters, data === "own");
    handOver(store, `${model.id}-continue.py`, new Blob([text], { type: "text/x-python" }));
  };
  const saveNotebook = async () => {
    const { continuedNotebook } = await import("../../torch/notebook");
    const text = continuedNotebook(model, torchOf(model), store.getState().config.hyperparameters, data === "own");
    handOver(store, `${model.id}-continue.ipynb`, new Blob([text], { type: "application/x-ipynb+json" }));
  };
  return (
    <details className="code__continue">
      <summary>{texts.title}</summary>
      <p className="code__about">{texts.about}<Space />{texts.data[data]}</p>
      <code className="code__command">{commandOf(model.id, data)}</code>
      <p className="code__about">{texts.more}</p>
      <div className="code__actions">
        <button type="button" className="button button--quiet" disabled={!able} onClick={() => quietly(saveRun(parts))}>{texts.run}</button>
        <Slot name="continue" />
        <button type="button" className="button button--quiet" onClick={() => offer(saveProgram)}>{texts.program}</button>
        <button type="button" className="button button--quiet" onClick={() => offer(saveNotebook)}>{texts.notebook}</button>
      </div>
      <p className="code__about" role="status">{failed ? texts.failed : null}</p>
    </details>
  );
}
