/** The open exercise: its files, the reader's notes, and the check of the functions. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { Newest } from "../../../../core/newest";
import type { Checked } from "../../../../course/exercises/check";
import { haveSameFunctions } from "../../../../course/exercises/sameFunctions";
import { functionsOf, type Exercise, type ShownFiles } from "../../../../course/exercises/exercise";
import { shownFilesOf } from "../../../../course/exercises/files";
import type { ExerciseId } from "../../../../course/exercises/ids";
import { solved } from "../../../../course/exercises/solved";
import { exercises } from "../../../../course/exercises/registry";
import type { CreateActions } from "../../../state/pageParts";
import { useActions, usePanelParts, useStore } from "../../../ui/context";
import type { ExerciseNotes } from "../slice";
import type { commands } from "../worker";
import { EMPTY_EXERCISE, noteExercise } from "./exerciseBook";

/** The verdicts on a program's functions, or that the run's worker could not check them. */
export type Check = { readonly of: string } & ({ readonly functions: readonly Checked[] } | { readonly failed: true });

export interface OpenExercise {
  readonly id: ExerciseId;
  readonly exercise: Exercise;
  readonly files: ShownFiles;
  /** The functions that the reader writes. */
  readonly names: readonly string[];
  readonly notes: ExerciseNotes;
  note(change: Partial<ExerciseNotes>): void;
  /** The reader has changed the program; null: it is as it was given again. */
  write(program: string | null): void;
  /** The program of the link; null: it has none. */
  readonly linked: string | null;
  /** What the reader has written, or what a link has brought; null: the program is as it was given. */
  readonly draft: string | null;
  /** The program as it is shown. */
  readonly current: string;
  /** Counts the programs that were put into the editor from outside. */
  readonly version: number;
  /** Deletes the notes and the reader's program. */
  startOver(): void;
  /** Puts our functions into the given program. */
  takeSolution(): void;
  /** The exercise's program with our functions. */
  readonly solution: string;
  /** Whether the reader may see our functions: theirs are right, or all hints are open. */
  readonly seesSolution: boolean;
  /** The newest check; null: none yet. */
  readonly check: Check | null;
  readonly checking: boolean;
  checkNow(program: string): void;
  /** Whether the newest check holds for this program, and what it says; null: no check does. */
  resultOf(program: string): "right" | "wrong" | null;
  /** Returns whether all functions of the program that the run trains are right. Rejects if they cannot be checked. */
  isRunRight(): Promise<boolean>;
  /** Whether the run trains a program with the exercise's functions. */
  readonly isRunning: boolean;
}

const checks: CreateActions<{ check(id: ExerciseId, program: string): Promise<readonly Checked[]> }> = ({ askWorker }) => ({
  check: (id, program) => askWorker<typeof commands, "checkExercise">("learn", "checkExercise", { id, program }),
});

const areRight = (functions: readonly Checked[]): boolean => functions.every(({ verdict }) => verdict.kind === "right");

export function useExercise(id: ExerciseId, linked: string | null): OpenExercise {
  const { store } = usePanelParts();
  const actions = useActions(checks);
  const notes = useStore(({ exerciseBook }) => exerciseBook[id] ?? EMPTY_EXERCISE);
  const program = useStore(({ config }) => config.program);
  const [check, setCheck] = useState<Check | null>(null);
  const [checking, setChecking] = useState(false);
  const [requests] = useState(() => new Newest());
  useEffect(() => () => requests.cancel(), [requests]);
  const files = shownFilesOf(id);
  const names = functionsOf(files);
  const note = useCallback((change: Partial<ExerciseNotes>) => noteExercise(store, id, change), [store, id]);
  const [version, setVersion] = useState(0);
  const isRunning = program !== undefined && names.every((name) => program.includes(`def ${name}(`));
  // A link can bring the program of someone else, which is shown unless the reader has begun, or has started over.
  const [brought, setBrought] = useState(linked ?? (isRunning ? program : null));
  const write = (written: string | null) => {
    setBrought(null);
    note({ program: written });
  };
  const put = (change: Partial<ExerciseNotes>) => {
    note(change);
    setVersion((before) => before + 1);
    setCheck(null);
  };
  const checkNow = (text: string) => {
    if (checking) return; // the button keeps the focus meanwhile
    const signal = requests.begin();
    setChecking(true);
    void actions.check(id, text).then((functions): Check => ({ of: text, functions }), (): Check => ({ of: text, failed: true })).then((found) => {
      if (signal.aborted) return;
      setCheck(found);
      setChecking(false);
      if ("functions" in found && areRight(found.functions)) note({ right: true });
    });
  };
  const resultOf = (text: string) => (check && "functions" in check && haveSameFunctions(files.program, check.of, text) ? (areRight(check.functions) ? "right" : "wrong") : null);
  const draft = notes.program ?? (version === 0 ? brought : null);
  const solution = useMemo(() => solved(shownFilesOf(id)), [id]);
  return {
    solution, seesSolution: notes.right || notes.hints >= 3 || notes.opened,
    id, exercise: exercises[id], files, names, notes, note, write, check, checking, checkNow, resultOf, version, linked, draft, current: draft ?? files.program,
    startOver: () => put(EMPTY_EXERCISE), takeSolution: () => put({ program: solution }),
    isRunning, isRunRight: async () => areRight(await actions.check(id, program!)),
  };
}
