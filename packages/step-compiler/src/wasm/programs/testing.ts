/** Runs a random program on WASM. */
import { plan } from "../../passes";
import type { Program } from "../../trace/testing";
import { compileWasm } from "../compileWasm";

/**
 * Runs a program and returns a function that reads an output by name. Memory starts as NaN. In programs with odd seeds each
 * kernel is split into as many parts as possible.
 */
export async function runOnWasm({ graph, inputs, seed }: Program): Promise<(name: string) => Float32Array> {
  const planned = plan(graph, { epilogues: seed % 4 < 2 });
  const step = await compileWasm(planned, { poison: NaN, ...(seed % 2 ? { grain: 1e-4 } : {}) });
  for (const name of Object.keys(planned.inputs)) step.view(name).set(inputs[name]!);
  step.run();
  return (name) => step.view(name);
}
