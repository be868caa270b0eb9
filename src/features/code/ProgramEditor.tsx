/** The editor of a program, with what is wrong with it, and the button that trains it. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { ElboError } from "../../core/errors";
import type { CheckedProgram } from "../../program/check";
import { CallTimeout } from "../../worker/rpc";
import { useActions, usePanelParts, useStore } from "../../ui/context";
import { marksOf } from "../../ui/palette";
import { programs } from "./actions";
import { createEditor, type LineMark, type ProgramEditor as Editor } from "./editor";
import { problemText } from "./problemText";
import { useCodeTexts } from "./texts";

/** Milliseconds without a change after which a program is checked. */
const REST = 250;

interface Props {
  /** The program of the run. */
  readonly source: string;
  /** Whether the run trains this program, rather than the model whose program it is. */
  readonly isRunning: boolean;
  /** What stands above the editor; `text`: the program as it is now. */
  readonly head: (text: string) => ReactNode;
}

/** A program that was checked, and the result of its check. */
type Checked = { readonly of: string } & (CheckedProgram | { readonly failure: "tooLong" | "notLoaded" });

export function ProgramEditor({ source, isRunning, head }: Props) {
  const { store } = usePanelParts();
  const actions = useActions(programs);
  const texts = useCodeTexts();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [found] = useState(() => actions.draft());
  const [text, setText] = useState(found ?? source);
  const checked = useChecked(text);
  const highlighted = useStore((state) => state.highlighted);
  const problem = checked && "problem" in checked && checked.problem ? { ...checked.problem.span, text: problemText(checked.problem.kind, texts.editor) } : null;

  const changed = useRef<(now: string) => void>(() => undefined);
  changed.current = (now) => {
    setText(now);
    actions.keepDraft(now === source ? null : now);
  };
  useEffect(() => {
    const made = createEditor(box.current!, {
      label: texts.editor.name, source: text, onChange: (now) => changed.current(now), onTerm: (highlighted) => store.setState({ highlighted }),
    });
    editor.current = made;
    made.focus();
    return () => made.dispose();
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- the editor keeps its text
  // A setting that is changed on the page changes the number at the top of the program.
  const last = useRef(source);
  useEffect(() => {
    if (source !== last.current && editor.current?.source() === last.current) editor.current.replace(source);
    last.current = source;
  }, [source]);
  const lines = useMemo(() => (checked && "shapes" in checked ? marksIn(checked) : []), [checked]);
  useEffect(() => editor.current?.mark(lines, problem), [lines, problem?.from, problem?.to, problem?.text]); // eslint-disable-line react-hooks/exhaustive-deps -- the problem by its values
  useEffect(() => editor.current?.light(highlighted), [highlighted]);

  const line = problem && text.slice(0, problem.from).split("\n").length;
  const isCurrent = checked?.of === text;
  const ready = isCurrent && "shapes" in checked && checked.problem === null;
  const same = isRunning && text === source;
  return (
    <>
      {head(text)}
      <p className="code__about">{texts.editor.about}</p>
      {found !== null && found === text && text !== source && <p className="code__about">{texts.editor.found}</p>}
      <div className="program" ref={box} />
      <div className="program__foot">
        <p className="program__verdict" role="status" aria-label={texts.editor.verdict}>
          {problem && <>{problem.to > 0 && <button type="button" className="program__place" onClick={() => editor.current?.goTo(problem.from)}>{texts.editor.line(line!)}</button>}<span className="program__problem">{problem.text}</span></>}
          {checked && "failure" in checked && texts.editor[checked.failure]}
          {ready && (same ? texts.editor.trains : texts.editor.good)}
          {ready && !checked.draws && ` ${texts.editor.drawsNothing}`}
        </p>
        {text !== source && (
          <button type="button" className="button button--quiet" onClick={() => editor.current?.replace(source)}>{texts.editor.discard}</button>
        )}
        <button type="button" className="button button--main" disabled={!ready || same} onClick={() => {
          actions.keepDraft(null);
          void actions.train(text).catch(() => actions.keepDraft(text));
        }}>{texts.editor.train}</button>
      </div>
    </>
  );
}

/** Returns what is known of a program, which is checked when it has not changed for a moment; null before the first check. */
function useChecked(text: string): Checked | null {
  const actions = useActions(programs);
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      actions.check(text).then(
        (found) => { if (current) setChecked({ of: text, ...found }); },
        (error: unknown) => {
          if (current && ElboError.of(error).code !== "superseded") setChecked({ of: text, failure: error instanceof CallTimeout ? "tooLong" : "notLoaded" });
        },
      );
    }, REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [actions, text]);
  return checked;
}

/** Terms have the colours of their curves, which follow from their order. */
function marksIn({ shapes, terms }: CheckedProgram): readonly LineMark[] {
  const marks = marksOf(terms.map(({ name }) => ({ id: name, kind: "term" })));
  const lines = new Set([...shapes, ...terms].map(({ line }) => line));
  return [...lines].map((line) => {
    const term = terms.find((one) => one.line === line);
    return { line, shape: shapes.find((one) => one.line === line)?.text ?? null, term: term ? { column: term.name, colour: marks.get(term.name)!.colour } : null };
  });
}
