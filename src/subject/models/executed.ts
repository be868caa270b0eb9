/**
 * Models of programs, made by executing them: in workers, in the headless tool and in tests. The page's thread may not import this file, as a
 * program could make it wait.
 */
import type { Model } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import type { MakeModel } from "./programs";
import { findModel } from "./registry";

/** The models that were made last, by the programs' sources, newest last. */
const made = new Map<string, Model>();
const REMEMBERED = 8;

/** Executes a program and returns its model. Rejects with a `PythonProblem`, or if the interpreter cannot be fetched. */
async function execute(source: string): Promise<Model> {
  const { modelOf } = await import("../../torchSubset/program/model");
  const model = made.get(source) ?? modelOf(source);
  made.delete(source);
  made.set(source, model);
  if (made.size > REMEMBERED) made.delete(made.keys().next().value!);
  return model;
}

/** Makes models for `makeModelsWith`. */
export const executed: MakeModel = (source) => execute(source).catch((error: unknown) => {
  if (error instanceof Error && error.name === "PythonProblem") return error;
  throw error;
});

/** Returns the model of a run; undefined if there is none of this name. Rejects as `execute` does. */
export async function modelOfRun({ model, program }: Pick<RunConfig, "model" | "program">): Promise<Model | undefined> {
  return program === undefined ? findModel(model) : execute(program);
}
