/** Random graphs for checks in a browser; they are always the same ones. */
import fc from "fast-check";
import { interpretGraph } from "../ir/interpret";
import { graphCases, type GraphCase } from "../passes/testing";

/** Returns random graphs whose first step has no infinity and no NaN, as devices may assume. */
export const finiteGraphCases = (count: number): GraphCase[] => fc.sample(graphCases.filter(isFinite), { seed: 1, numRuns: count });

function isFinite({ graph, steps: [inputs] }: GraphCase): boolean {
  const outputs = Object.fromEntries(graph.nodes.map((_, id) => [`${id}`, id]));
  return Object.values(interpretGraph({ ...graph, outputs }, inputs!)).every((values) => values.every(Number.isFinite));
}
