/** The terms of a traced program's losses, and what can be drawn and encoded with its networks. */
import { guarded } from "../python/refusals";
import { lineFinder } from "./lines";
import { posteriorOf, samplerOf, type NotDrawn, type ProgramPosterior, type Sampler } from "./inference";
import type { TracedObjective } from "./objectives";
import type { Summand } from "./summands";
import type { TracedProgram } from "./trace";
import { keyOf } from "./unkeyed";

export interface NamedSummand extends Summand {
  /** Its name in the program, or the line that computes it: "line-12". No two summands of a program have the same. */
  readonly name: string;
}

export interface ProgramObjective extends TracedObjective {
  readonly summands: readonly NamedSummand[];
}

export interface ProgramStep extends Omit<TracedProgram, "objectives"> {
  readonly objectives: readonly ProgramObjective[];
  /** Null if the program draws no images from codes. */
  readonly sampler: Sampler | null;
  /** Why it draws none; null if it does. */
  readonly notDrawn: NotDrawn | null;
  /** Null if no Gaussian code is drawn for each image. */
  readonly posterior: ProgramPosterior | null;
}

export function stepOf(traced: TracedProgram): ProgramStep {
  const end = { from: traced.source.length, to: traced.source.length };
  return guarded(end, () => stepIn(traced));
}

function stepIn(traced: TracedProgram): ProgramStep {
  const lineAt = lineFinder(traced.source);
  const used = new Set(["total"]); // the page's name of the sum
  const objectives = traced.objectives.map((objective, index): ProgramObjective => ({
    ...objective,
    summands: objective.summands.map((one) => {
      const written = one.written ?? (objective.summands.length === 1 ? "loss" : `line-${lineAt(one.node.span.from) + 1}`);
      const key = keyOf(written);
      let name = key;
      for (let number = Math.max(2, index + 1); used.has(name); number++) name = `${key}-${number}`;
      used.add(name);
      return { ...one, name };
    }),
  }));
  const found = samplerOf(traced.pictures);
  if (typeof found === "string") return { ...traced, objectives, sampler: null, notDrawn: found, posterior: null };
  return { ...traced, objectives, sampler: found, notDrawn: null, posterior: posteriorOf(objectives.flatMap(({ losses }) => losses), found.width) };
}
