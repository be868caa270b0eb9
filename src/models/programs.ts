/** The programs that readers write, as models. What reads them loads when there is one. */
import type { Model } from "../core/model/model";
import type { RunConfig } from "../core/run/runConfig";
import { addModel, findModel } from "./registry";

type Reader = typeof import("../program/reader");

let reader: Reader | null = null;
/** The models of programs, by their source. */
const models = new Map<string, Model>();

/** Loads what reads programs. Rejects if it cannot be fetched; a later call tries again. */
export async function loadPrograms(): Promise<Reader> {
  return reader ??= await import("../program/reader");
}

/** Returns what reads programs; null before `loadPrograms` has loaded it. */
export const programReader = (): Reader | null => reader;

/** Returns the model of a program, which `findModel` finds from now on. Throws a `PythonProblem`. */
export function modelOfProgram(source: string, { modelOf }: Reader): Model {
  const known = models.get(source);
  if (known) return known;
  const model = modelOf(source);
  models.set(source, model);
  addModel(model);
  return model;
}

/** Returns the model of a run; undefined if this page has none of this name. Rejects with a `PythonProblem`, or if what reads programs cannot be fetched. */
export async function modelFor({ model, program }: Pick<RunConfig, "model" | "program">): Promise<Model | undefined> {
  return program === undefined ? findModel(model) : modelOfProgram(program, await loadPrograms());
}
