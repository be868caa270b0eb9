/** The programs that readers write, as models. What reads them loads when there is one. */
import type { Model } from "../core/model/model";
import { nextTask } from "../core/tasks";
import type { RunConfig } from "../core/run/runConfig";
import { addModel, findModel } from "./registry";

type Reader = typeof import("../program/reader");

let reader: Reader | null = null;
/** The models of programs, by their source, or why they have none. */
const models = new Map<string, Model | Error>();

const loadReader = async (): Promise<Reader> => reader ??= await import("../program/reader");

/** Makes the model of a program, which `findModel` finds from now on. Rejects with a `PythonProblem`, or if what reads programs cannot be fetched. */
export async function prepareProgram(source: string): Promise<Model> {
  const { modelInParts } = await loadReader();
  const known = models.get(source);
  if (known instanceof Error) throw known;
  if (known) return known;
  try {
    const making = modelInParts(source);
    for (;;) {
      const { done, value } = making.next();
      if (!done) await nextTask();
      else {
        models.set(source, value);
        addModel(value);
        return value;
      }
    }
  } catch (error) {
    models.set(source, error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** Prepares the program of a link, as it is written there. Never rejects: `linkedProgram` then says what is wrong. */
export async function preparePacked(packed: string): Promise<void> {
  try {
    const source = (await loadReader()).unpack(packed);
    if (source !== null) await prepareProgram(source);
  } catch {
    // as above
  }
}

/** Returns a program as a text of a link, whether or not it can be trained. Rejects if what reads programs cannot be fetched. */
export const packText = async (source: string): Promise<string> => (await loadReader()).pack(source);

/** Returns the program of such a text; null if it is none. Rejects as `packText` does. */
export const unpackText = async (packed: string): Promise<string | null> => (await loadReader()).unpack(packed);

/** Why a link's program has no model. */
export type NoProgram = { readonly why: "damaged" | "not-loaded" } | { readonly why: "refused"; readonly detail: string };

/** Returns the program of a link and its model, if `preparePacked` has made it. */
export function linkedProgram(packed: string): { readonly program: string; readonly model: Model } | NoProgram {
  const program = reader?.unpack(packed);
  if (program === undefined) return { why: "not-loaded" };
  if (program === null) return { why: "damaged" };
  const model = models.get(program);
  if (model === undefined) return { why: "not-loaded" };
  return model instanceof Error ? { why: "refused", detail: model.message } : { program, model };
}

/** Programs as texts of links, by their source: those of the newest two, as the page writes its link often. */
const packed = new Map<string, string>();

/** Returns a program as a text of a link. Its model has been made. */
export function packProgram(source: string): string {
  const text = packed.get(source) ?? reader!.pack(source);
  packed.delete(source);
  packed.set(source, text);
  if (packed.size > 2) packed.delete(packed.keys().next().value!);
  return text;
}

/** Returns the model of a run; undefined if this page has none of this name. Rejects as `prepareProgram` does. */
export async function modelFor({ model, program }: Pick<RunConfig, "model" | "program">): Promise<Model | undefined> {
  return program === undefined ? findModel(model) : prepareProgram(program);
}
