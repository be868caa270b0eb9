/** Memoises functions of a module by a key, so that kernels share code. */
import type { ModuleWriter } from "./assembler";

const written = new WeakMap<ModuleWriter, Map<string, number>>();

/** Returns the index of the function with this key, and writes it if it does not exist yet. */
export function memoised(module: ModuleWriter, name: string, write: () => number): number {
  const functions = written.get(module) ?? new Map<string, number>();
  written.set(module, functions);
  const known = functions.get(name);
  if (known !== undefined) return known;
  const made = write();
  functions.set(name, made);
  return made;
}
