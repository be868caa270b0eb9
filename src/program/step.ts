/** The terms of a traced program's losses, and what can be drawn and encoded with its networks. */
import { constantOf, type Node } from "./graph";
import { posteriorOf, samplerOf, type ProgramPosterior, type Sampler } from "./inference";
import type { TracedObjective, TracedProgram } from "./trace";

/** A summand of a loss: factor · node. */
export interface Summand {
  /** The name of its variable, or one that counts it. No two summands of a program have the same. */
  readonly name: string;
  readonly node: Node;
  readonly factor: number;
  /** A number is written in front of it, even if it is 1. */
  readonly isScaled: boolean;
}

export interface ProgramObjective extends TracedObjective {
  readonly summands: readonly Summand[];
}

export interface ProgramStep extends Omit<TracedProgram, "objectives"> {
  readonly objectives: readonly ProgramObjective[];
  /** Null if the program draws no images from codes. */
  readonly sampler: Sampler | null;
  /** Null if no Gaussian code is drawn for each image. */
  readonly posterior: ProgramPosterior | null;
}

/** Returns the summands of a loss, down to those that have a name. */
function summandsOf(node: Node, names: ReadonlyMap<Node, string>, factor = 1, isScaled = false, isWhole = true): readonly Omit<Summand, "name">[] {
  const [a, b] = node.inputs;
  const within = (one: Node, by = factor, scaled = isScaled) => summandsOf(one, names, by, scaled, false);
  if (isWhole || !names.has(node)) {
    if (node.operation === "add") return [...within(a!), ...within(b!)];
    if (node.operation === "sub") return [...within(a!), ...within(b!, -factor)];
    const [left, right] = [constantOf(a), constantOf(b)];
    if (node.operation === "mul" && left !== null) return within(b!, factor * left, true);
    if (node.operation === "mul" && right !== null) return within(a!, factor * right, true);
  }
  return [{ node, factor, isScaled }];
}

export function stepOf(traced: TracedProgram): ProgramStep {
  const used = new Set<string>();
  const objectives = traced.objectives.map((objective, index): ProgramObjective => ({
    ...objective,
    summands: objective.losses.flatMap((loss) => summandsOf(loss, traced.names)).map((one, i) => {
      const written = traced.names.get(one.node) ?? `loss-${index + 1}-${i + 1}`;
      const name = used.has(written) ? `${written}-${index + 1}` : written;
      used.add(name);
      return { ...one, name };
    }),
  }));
  const sampler = samplerOf(traced.pictures);
  const width = sampler?.draw.shape[1];
  const posterior = width === undefined ? null : posteriorOf(objectives.flatMap(({ losses }) => losses), width);
  return { ...traced, objectives, sampler, posterior };
}
