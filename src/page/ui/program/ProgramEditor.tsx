/** The editor of a program, with its shapes and with what is wrong with it. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { ElboError } from "../../../core/errors";
import type { Repair } from "../../../core/pastedCode";
import type { CheckedProgram } from "../../../torchSubset/program/check";
import { CallTimeout } from "../../../engine/worker/rpc";
import { useActions, usePanelParts, useStore } from "../context";
import { MoreIcon } from "../kit/icons";
import { Popover } from "../kit/Popover";
import { marksOf } from "../palette";
import { programs } from "./programs";
import { createEditor, type LineMark, type ProgramEditor as Editor } from "./editor";
import { NotFiniteSentence, useNotFinite } from "./NotFinite";
import { flowMarksOf } from "./flowMarks";
import { GradientFlow } from "./GradientFlow";
import { LineValues } from "./LineValues";
import { problemText } from "./problemText";
import { useProgramTexts } from "./texts";
import { useTraining, type TrainHooks } from "./useTraining";
import type { MissingGradient, PathPlace } from "../../../torchSubset/program/missingGradients";
import { pathMarksOf, type PathMark } from "./pathMarks";
import { LineButton, lineOf, Verdict, type Checked } from "./Verdict";
import { useFollowed } from "./useFollowed";
import "./program.css";

/** Milliseconds without a change after which a program is checked. */
const REST = 250;

/** Whether the editor may take the focus: the keyboard of a phone would cover what is to be read first. */
const mayFocus = (): boolean => !matchMedia("(pointer: coarse)").matches;

/** Returns whether a program prints a tensor. */
const printsTensors = ({ shapes }: CheckedProgram, lines: readonly string[]): boolean => shapes.some(({ line }) => /^\s*print\s*\(/.test(lines[line] ?? ""));

/** The program in the editor, and whether the engine can train it. */
export interface EditedProgram {
  readonly text: string;
  /** The engine can train it. */
  readonly ready: boolean;
}

interface Props {
  /** The program to begin with, to which *Discard my changes* returns. If it changes, an unchanged program follows it. */
  readonly source: string;
  /** The sentence for a program without problems that the reader cannot train yet. */
  readonly good?: string | undefined;
  /** What the reader was writing; null: the program is as it was. If it changes otherwise than by `onDraft`, the editor follows, as one change that can be undone. */
  readonly draft: string | null;
  /** The characters that the editor selects when it opens. */
  readonly begin?: { readonly from: number; readonly to: number } | undefined;
  /** The run trains exactly the program that is shown. */
  readonly isRunning: (text: string) => boolean;
  /** Called with each change; null: the program is `source` again. */
  readonly onDraft: (text: string | null) => void;
  /** What stands above the editor. `replace` puts another program into it, as one change that can be undone. */
  readonly head: (text: string, replace: (other: string) => void) => ReactNode;
  /** The buttons below it. */
  readonly actions: (program: EditedProgram) => ReactNode;
}

export function ProgramEditor({ source, draft, good, begin, isRunning, onDraft, head, actions }: Props) {
  const { store } = usePanelParts();
  const act = useActions(programs);
  const texts = useProgramTexts();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [text, setText] = useState(draft ?? source);
  const checked = useChecked(text);
  /** What was repaired by the last change. */
  const [repairs, setRepairs] = useState(NO_REPAIRS);
  const highlighted = useStore((state) => state.highlighted);
  const stageLines = useStore((state) => state.stageLines);
  /** The line whose value is shown, counted from 0. */
  const [chosen, setChosen] = useState<number | null>(null);
  const problem = checked && "problem" in checked && checked.problem ? { ...checked.problem.span, text: problemText(checked.problem.kind, texts) } : null;

  const changed = useRef<(now: string) => void>(() => undefined);
  const known = useRef(draft);
  changed.current = (now) => {
    setText(now);
    setRepairs(NO_REPAIRS);
    const next = now === source ? null : now;
    if (next === known.current) return; // it has come from another tab
    known.current = next;
    onDraft(next);
  };
  useEffect(() => {
    const made = createEditor(box.current!, {
      label: texts.name, source: text, onChange: (now) => changed.current(now), onTerm: (highlighted) => store.setState({ highlighted }), onShow: setChosen, onRepair: setRepairs,
    });
    editor.current = made;
    if (begin) made.goTo(begin.from, begin.to, mayFocus());
    else if (mayFocus()) made.focus();
    return () => made.dispose();
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- the editor keeps its text
  // A setting that is changed on the page changes the number at the top of the program.
  const last = useRef(source);
  useEffect(() => {
    if (source !== last.current && editor.current?.source() === last.current) editor.current.replace(source);
    last.current = source;
  }, [source]);
  // Another tab has changed the program. What the reader types meanwhile comes before or after, but not between.
  useLayoutEffect(() => {
    if (draft === known.current) return;
    known.current = draft;
    editor.current!.replace(draft ?? source);
  }, [draft]); // eslint-disable-line react-hooks/exhaustive-deps -- when the draft changes
  const lines = useMemo(() => (checked && "shapes" in checked ? marksIn(checked) : []), [checked]);
  const notFinite = useNotFinite();
  const same = isRunning(text);
  const failed = same ? notFinite : null;
  const hasStopped = useStore(({ failure }) => failure !== null);
  const doubtful = useMemo(() => [...(failed && failed !== "searching" ? [failed.span] : []), ...(checked && "warnings" in checked ? checked.warnings.flatMap(({ span, cause }) => [span, ...(cause ? [cause.span] : [])]) : [])], [checked, failed]);
  const [flows, setFlows] = useState(false);
  const found = useFollowed(same && flows ? "gradients" : null, () => act.gradients());
  const flow = useMemo(() => flowMarksOf(found?.lines ?? []), [found]);
  const warnings = checked && "warnings" in checked ? checked.warnings : NO_WARNINGS;
  /** The parameter whose path is drawn; null: the first one that has a path. */
  const [traced, setTraced] = useState<string | null>(null);
  const path = useMemo(() => pathIn(warnings.find(({ name }) => name === traced) ?? warnings.find((one) => one.path.length > 0), checked?.of ?? ""), [warnings, traced, checked]);
  useEffect(() => editor.current?.mark({ lines, problem, doubtful, path, flow }), [lines, doubtful, path, flow, problem?.from, problem?.to, problem?.text]); // eslint-disable-line react-hooks/exhaustive-deps -- the problem by its values
  const litLines = same ? stageLines : NO_LINES;
  useEffect(() => editor.current?.light(highlighted, litLines), [highlighted, litLines]);

  useLinkedText(text === source || same ? null : text);

  const isCurrent = checked?.of === text;
  const ready = isCurrent && "shapes" in checked && checked.problem === null;
  const goTo = (place: number) => editor.current?.goTo(place);
  const discard = () => {
    editor.current?.replace(source);
    if (mayFocus()) editor.current?.focus(); // the button disappears
  };
  const goToLine = (line: number) => goTo(text.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0));
  return (
    <>
      {head(text, (other) => editor.current?.replace(other))}
      <div className="program" ref={box} />
      {same && flows && <GradientFlow flow={found} onGoTo={goToLine} />}
      {same && <LineValues chosen={chosen} prints={isCurrent && "shapes" in checked && printsTensors(checked, text.split("\n"))} onGoTo={goToLine} onClose={() => setChosen(null)} />}
      <div className="program__foot">
        <Verdict
          checked={checked} isCurrent={isCurrent} text={text} run={same ? (hasStopped ? "stopped" : "trains") : null} good={good} repairs={repairs} onGoTo={goTo} onTrace={setTraced}
          failure={failed && <NotFiniteSentence found={failed} text={text} place={(from) => <LineButton text={text} from={from} onGoTo={goTo} />} />}
        />
        {(same || text !== source) && (
          <Popover name={texts.more} label={<MoreIcon />} className="button button--icon button--quiet" menu>
            <div className="menu">
              {same && <button type="button" className="button" onClick={() => setChosen(editor.current!.line())}>{texts.values.show}</button>}
              {same && <button type="button" className="button" onClick={() => setFlows(!flows)}>{flows ? texts.flow.hide : texts.flow.show}</button>}
              {text !== source && <button type="button" className="button" onClick={discard}>{texts.discard}</button>}
            </div>
          </Popover>
        )}
        {actions({ text, ready })}
      </div>
    </>
  );
}

interface TrainProps extends TrainHooks {
  readonly program: EditedProgram;
  readonly isRunning: boolean;
}

/** The button that trains a program; none if the run does. */
export function TrainProgram({ program: { text, ready }, isRunning, ...hooks }: TrainProps) {
  const { train, problemOf } = useTraining(hooks);
  const texts = useProgramTexts();
  return !isRunning && (
    <>
      <button type="button" className="button button--main" disabled={!ready} onClick={() => train(text)}>{texts.train}</button>
      {problemOf(text)}
    </>
  );
}

/** Keeps the program that links contain up to date, while the editor is open; null: the link of the run suffices. */
function useLinkedText(text: string | null): void {
  const actions = useActions(programs);
  useEffect(() => actions.edit(text), [actions, text]);
  useEffect(() => () => actions.edit(null), [actions]);
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

const NO_WARNINGS: CheckedProgram["warnings"] = [];
const NO_LINES: readonly number[] = [];
const NO_REPAIRS: readonly Repair[] = [];

/** Returns the path of a gradient as marks beside the lines. */
function pathIn(warning: MissingGradient | undefined, text: string): readonly PathMark[] {
  if (!warning) return [];
  const lineAt = ({ span }: PathPlace) => lineOf(text, span.from) - 1;
  return pathMarksOf(warning.path.map(lineAt), warning.loss && lineAt(warning.loss));
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
