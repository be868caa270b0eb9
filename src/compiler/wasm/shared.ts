/** Functions that several kernels of a module use are written once. */
import type { ModuleWriter } from "./assembler";

const written = new WeakMap<ModuleWriter, Map<string, number>>();

/** The function of this name, which is written when it is first asked for. */
export function shared(module: ModuleWriter, name: string, write: () => number): number {
  const functions = written.get(module) ?? new Map<string, number>();
  written.set(module, functions);
  const known = functions.get(name);
  if (known !== undefined) return known;
  const made = write();
  functions.set(name, made);
  return made;
}
