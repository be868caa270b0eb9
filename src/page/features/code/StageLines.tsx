/**
 * The lines of the reader's program that belong to a stage of a step in slow motion, with their values or, in backpropagation, their gradients. An open editor
 * highlights them.
 */
import { useEffect } from "react";
import type { SlotProps } from "../../ui/kit/slots";
import { useActions, usePanelParts, useStore } from "../../ui/context";
import { LineTensor } from "../../ui/program/LineValues";
import { programs } from "../../ui/program/programs";
import { useProgramTexts } from "../../ui/program/texts";
import { useFollowed } from "../../ui/program/useFollowed";
import { useModel } from "../../ui/useModel";

export function StageLines({ stop: { move, stage }, step }: SlotProps["stage"]) {
  const { stageLines: texts, line: lineText } = useProgramTexts();
  const { store } = usePanelParts();
  const actions = useActions(programs);
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const isTraining = useStore((state) => state.phase === "training");
  const hasLines = stage !== "update" && stage !== "after";
  const found = useFollowed(hasLines && !isTraining ? `${move} ${stage}` : null, () => actions.stage(move, stage));
  const shown = found?.step === step ? found.lines : null;
  useEffect(() => {
    if (!shown) return undefined;
    store.setState({ stageLines: shown.map(({ line }) => line) });
    return () => store.setState({ stageLines: [] });
  }, [store, shown]);
  if (!shown || shown.length === 0) return null;
  const source = model.program!(h).split("\n");
  const isBackwards = stage === "backpropagate";
  return (
    <section className="values values--stage" aria-label={texts.title}>
      <h4 className="slow__title">{texts.title}</h4>
      {shown.map(({ line, tensors }) => tensors && (
        <div key={line} className="values__line">
          <p className="values__code">{lineText(line + 1)}<code>{source[line]?.trim()}</code></p>
          {tensors.map((tensor, i) => (!isBackwards || tensor.gradient) && <LineTensor key={i} {...tensor} only={isBackwards ? "gradient" : "value"} />)}
        </div>
      ))}
      <p className="values__note">{texts.about}</p>
    </section>
  );
}
