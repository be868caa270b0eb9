/** Memoises functions of a module by a key, so that kernels share code. */
import type { ModuleWriter } from "./assembler";

const written = new WeakMap<ModuleWriter, Map<string, number>>();

/** The index of the function with this key; it is written when it is first asked for. */
export function memoised(module: ModuleWriter, name: string, write: () => number): number {
  const functions = written.get(module) ?? new Map<string, number>();
  written.set(module, functions);
  const known = functions.get(name);
  if (known !== undefined) return known;
  const made = write();
  functions.set(name, made);
  return made;
}
