/** The program that the reader writes, and the button that trains it. What is being written survives a reload. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useActions, useStore } from "../../ui/context";
import { CompareProgram } from "../../ui/program/CompareProgram";
import { LinkedProgram } from "../../ui/program/LinkedProgram";
import { OtherProgram } from "../../ui/program/OtherProgram";
import { ProgramEditor, TrainProgram } from "../../ui/program/ProgramEditor";
import { programs } from "../../ui/program/programs";
import { useProgramTexts } from "../../ui/program/texts";
import { useLinkedProgram } from "../../ui/program/useLinkedProgram";

interface Props {
  /** The program of the run. */
  readonly source: string;
  /** Whether the run trains this program, rather than the model whose program it is. */
  readonly isRun: boolean;
  /** What stands above the editor; `text`: the program as it is now. */
  readonly head: (text: string) => ReactNode;
}

export function OwnProgram(props: Props) {
  const linked = useLinkedProgram();
  return linked === undefined ? null : <Editor {...props} linked={linked} />;
}

function Editor({ source, isRun, head, linked }: Props & { readonly linked: string | null }) {
  const actions = useActions(programs);
  const texts = useProgramTexts();
  const [found] = useState(() => actions.draft());
  const [draft, setDraft] = useState(linked ?? found);
  const [other, setOther] = useState<string | null>(null);
  const shown = useRef(draft);
  shown.current = draft;
  useEffect(() => actions.followDraft(() => shown.current, setDraft), [actions]);
  // The reference of a comparison stays while the program is edited.
  const reference = useStore(({ comparison }) => (isRun && comparison?.kind === "model" ? comparison.program : undefined));
  const hooks = (text: string) => ({ onTrain: () => void actions.keepDraft(null), onFailed: () => void actions.keepDraft(text) });
  const isRunning = (text: string) => isRun && text === source;
  return (
    <ProgramEditor
      source={source} draft={draft} isRunning={isRunning}
      onDraft={(text) => {
        actions.takeLinked();
        setDraft(text);
        const replaced = actions.keepDraft(text);
        if (replaced !== null) setOther(replaced);
      }}
      head={(text, replace) => (
        <>
          {head(text)}
          <p className="program__about">{texts.about} <span className="program__keys">{texts.keys}</span></p>
          <LinkedProgram text={text} linked={linked} own={found} replace={replace} />
          <OtherProgram text={text} other={other} onKeep={() => setOther(null)} onShow={(theirs) => {
            replace(theirs);
            setOther(text);
          }} />
          {found !== null && found !== linked && found === text && text !== source && <p className="program__about">{texts.found}</p>}
        </>
      )}
      actions={(program) => (
        <>
          {program.text !== source && <CompareProgram program={program} reference={reference ?? source} name={reference !== undefined ? texts.beside.again : isRun ? texts.beside.withReference : texts.beside.withModel} {...hooks(program.text)} />}
          <TrainProgram program={program} isRunning={isRunning(program.text)} {...hooks(program.text)} />
        </>
      )}
    />
  );
}
