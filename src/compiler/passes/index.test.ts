import fc from "fast-check";
import { describe, it } from "vitest";
import { plan } from ".";
import { expectPromises, expectSameSteps, OPTIONS, scenes } from "./testing";

describe("plans of random graphs", () => {
  it.each(OPTIONS)("compute what the graph says, twice in a row: %o", (options) =>
    fc.assert(fc.property(scenes, fc.boolean(), (scene, backwards) => expectSameSteps(scene, options, backwards)), {
      seed: 7, numRuns: 400,
    }));

  it.each(OPTIONS)("keep the promises of their types: %o", (options) =>
    fc.assert(fc.property(scenes, ({ graph }) => expectPromises(plan(graph, options), options)), { seed: 8, numRuns: 150 }));
});
