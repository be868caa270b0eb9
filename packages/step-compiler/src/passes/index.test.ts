import fc from "fast-check";
import { describe, it } from "vitest";
import { plan } from ".";
import { expectPromises, expectSameSteps, OPTIONS, graphCases } from "./testing";

/** There are many short tests instead of eight long ones, because mutation tests (docs/mutation.md) repeat short tests only. */
const CASES = OPTIONS.flatMap((options) => Array.from({ length: 16 }, (_, i) => ({ options, seed: 7 + i })));

describe("plans of random graphs", () => {
  it.each(CASES)("compute what the graph says, twice in a row: $options, $seed", ({ options, seed }) =>
    fc.assert(fc.property(graphCases, fc.boolean(), (scene, backwards) => expectSameSteps(scene, options, backwards)), { seed, numRuns: 25 }));

  it.each(CASES)("keep the promises of their types: $options, $seed", ({ options, seed }) =>
    fc.assert(fc.property(graphCases, ({ graph }) => expectPromises(plan(graph, options), options)), { seed: seed + 100, numRuns: 10 }));
});
