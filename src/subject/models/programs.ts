/**
 * The programs that readers write, as models. Nothing here executes a program: the page has a worker describe it (`src/page/app/describing.ts`), the
 * headless tool and tests execute it themselves (`executed.ts`).
 */
import type { Model } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import { addModel, findModel } from "./registry";

type Packing = typeof import("./packed");

let packing: Packing | null = null;
const loadPacking = async (): Promise<Packing> => packing ??= await import("./packed");

/** Resolves to a program's model, or to the error that says why it has none. Rejects if that cannot be found out now. */
export type MakeModel = (source: string) => Promise<Model | Error>;

let make: MakeModel = () => Promise.reject(new Error("No maker of models has been chosen."));

/** The models of programs, by their source, or why they have none. */
const known = new Map<string, Model | Error>();

/** A program was refused because it took too long: another time it may not. */
export class LateRefusal extends Error {
  override readonly name = "LateRefusal";
}

/** Chooses how models of programs are made from now on. */
export function makeModelsWith(how: MakeModel): void {
  make = how;
  known.clear();
}

/** Makes the model of a program, which `findModel` finds from now on. Rejects with the reason if it has none, and if what reads programs cannot be loaded. */
export async function prepareProgram(source: string): Promise<Model> {
  await loadPacking();
  const before = known.get(source);
  const made = before && !(before instanceof LateRefusal) ? before : await make(source);
  known.set(source, made);
  if (made instanceof Error) throw made;
  addModel(made);
  return made;
}

/** Prepares the program of a link, as it is written there. Never rejects: `linkedProgram` then says what is wrong. */
export async function preparePacked(packed: string): Promise<void> {
  try {
    const source = (await loadPacking()).unpack(packed);
    if (source !== null) await prepareProgram(source);
  } catch {
    // as above
  }
}

/** Returns a program as a text of a link, whether or not it can be trained. Rejects if what packs programs cannot be fetched. */
export const packText = async (source: string): Promise<string> => (await loadPacking()).pack(source);

/** Returns the program of such a text; null if it is none. Rejects as `packText` does. */
export const unpackText = async (packed: string): Promise<string | null> => (await loadPacking()).unpack(packed);

/** Why a link's program has no model. */
export type NoProgram = { readonly why: "damaged" | "not-loaded" } | { readonly why: "refused"; readonly detail: string };

/** Returns the program of a link and its model, if `preparePacked` has made it. */
export function linkedProgram(packed: string): { readonly program: string; readonly model: Model } | NoProgram {
  const program = packing?.unpack(packed);
  if (program === undefined) return { why: "not-loaded" };
  if (program === null) return { why: "damaged" };
  const model = known.get(program);
  if (model === undefined) return { why: "not-loaded" };
  return model instanceof Error ? { why: "refused", detail: model.message } : { program, model };
}

/** Programs as texts of links, by their source: those of the newest two, as the page writes its link often. */
const packed = new Map<string, string>();

/** Returns a program as a text of a link. Its model has been made. */
export function packProgram(source: string): string {
  const text = packed.get(source) ?? packing!.pack(source);
  packed.delete(source);
  packed.set(source, text);
  if (packed.size > 2) packed.delete(packed.keys().next().value!);
  return text;
}

/** Returns the model of a run, which then knows these settings; undefined if this page has none of this name. Rejects as `prepareProgram` does. */
export async function modelFor({ model: id, program, hyperparameters }: Pick<RunConfig, "model" | "program"> & Partial<Pick<RunConfig, "hyperparameters">>): Promise<Model | undefined> {
  const model = program === undefined ? findModel(id) : await prepareProgram(program);
  if (hyperparameters) await model?.prepare?.(hyperparameters);
  return model;
}
