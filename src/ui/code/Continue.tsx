/** Going on with the run in PyTorch: its file, the program that reads it, and the command. */
import { onPoints } from "../../data/registry";
import { commandOf, torchOf } from "../../torch";
import { useRoom, useStore } from "../context";
import { download } from "../layout/download";
import { quietly } from "../layout/quietly";
import { useModel } from "../useModel";
import { useCodeTexts } from "./useCodeTexts";

export function Continue() {
  const { session, store } = useRoom();
  const texts = useCodeTexts().continue;
  const model = useModel();
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");
  const points = useStore(({ config }) => onPoints(config.hyperparameters));
  const saveProgram = async () => {
    const { continuedProgram } = await import("../../torch/continued");
    const text = continuedProgram(model, torchOf(model), store.getState().config.hyperparameters);
    download(`${model.id}-continue.py`, new Blob([text], { type: "text/x-python" }));
  };
  const saveRun = async () => {
    const { name, file } = await session.save();
    download(name, file);
  };
  return (
    <details className="code__continue">
      <summary>{texts.title}</summary>
      <p className="code__about">{texts.about}{points ? null : ` ${texts.folder}`}</p>
      <code className="code__command">{commandOf(model.id, points)}</code>
      <div className="code__actions">
        <button type="button" className="button button--quiet" disabled={!able} onClick={() => quietly(saveRun())}>{texts.run}</button>
        <button type="button" className="button button--quiet" onClick={() => quietly(saveProgram())}>{texts.program}</button>
      </div>
    </details>
  );
}
