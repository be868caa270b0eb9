/** The lines of a program that belong to each stage of a step in slow motion. */
import { STAGE_OF, type Stage } from "../../core/latent/slowMotion";
import { inOrder, type Node } from "./graph";
import type { InspectedLine, InspectedProgram } from "./inspect";
import { trainedBy } from "./missingGradients";
import { placeOf, roleOf } from "./networks";

/** Operations that pass a parameter on as it is. */
const PASSING: ReadonlySet<string> = new Set(["transpose", "reshape", "identity"]);

/** Returns the stages that an operation itself belongs to. */
function stagesOf({ inputs, leaf }: Node): readonly Stage[] {
  if (leaf?.kind === "draw") return ["draw"];
  return inputs.flatMap((input): readonly Stage[] => {
    const source = PASSING.has(input.operation) ? input.inputs[0]! : input;
    return source.leaf?.kind === "stored" ? [STAGE_OF[roleOf(placeOf(source.leaf.stored).network)]] : [];
  });
}

/**
 * Returns the lines of a stage of an objective, in the order of their execution. A line that calls no network and draws nothing belongs to the stage of
 * the last line whose result it uses. Those of backpropagation are all through which the loss trains something, backwards.
 */
export function linesOfStage({ step, lines }: InspectedProgram, objective: number, stage: Stage): readonly InspectedLine[] {
  const { losses, summands } = step.objectives[objective]!;
  const order = inOrder(losses);
  const inLoss = new Set(order);
  const own = lines.filter(({ isPrinted, tensors }) => !isPrinted && tensors?.some(({ node }) => inLoss.has(node)));
  if (stage === "backpropagate") {
    const trained = trainedBy(losses);
    return own.filter(({ tensors }) => tensors!.some(({ node }) => trained.has(node) && !losses.includes(node))).toReversed();
  }
  const terms = new Set([...losses, ...summands.map(({ node }) => node)]);
  const stages = new Map<InspectedLine, ReadonlySet<Stage>>();
  const lineOf = new Map(own.flatMap((line) => line.tensors!.map(({ node }) => [node, line] as const)));
  for (const line of own) {
    const found = new Set<Stage>(line.tensors!.some(({ node }) => terms.has(node)) ? ["measure"] : []);
    // What the line computes itself ends at the results of other lines.
    const nodes = line.tensors!.map(({ node }) => node);
    const within = inOrder(nodes, (node) => (lineOf.has(node) && lineOf.get(node) !== line ? [] : node.inputs));
    const used = within.flatMap((node) => (lineOf.get(node) ?? line) === line ? [] : [lineOf.get(node)!]);
    for (const node of within) if ((lineOf.get(node) ?? line) === line) for (const one of stagesOf(node)) found.add(one);
    if (found.size === 0) {
      const last = own.findLast((other) => used.includes(other));
      for (const one of last ? stages.get(last) ?? [] : (["batch"] as const)) if (one !== "measure") found.add(one);
    }
    stages.set(line, found);
  }
  return own.filter((line) => stages.get(line)!.has(stage));
}
