import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpretGraph, interpretPlan } from "./interpret";
import { lifetimesOf, storagesOf } from "./memory";
import type { Loop, Plan } from "./plan";
import { plan, type PlanOptions } from "./planner";
import { difference, scenes, type Scene } from "./testing";

const OPTIONS: readonly PlanOptions[] = [
  {}, { epilogues: true }, { singleReduction: true }, { epilogues: true, singleReduction: true },
];

/** Two steps in a row through the graph, and through its plan in an arena full of rubbish. */
function compare({ graph, steps }: Scene, options: PlanOptions, backwards: boolean): void {
  const run = interpretPlan(plan(graph, options), { backwards, rubbish: NaN });
  let left: Record<string, Float32Array> = {};
  for (const given of steps) {
    const inputs = { ...left, ...given };
    for (const [name, value] of Object.entries(given)) run.write(name, value);
    run.run();
    left = interpretGraph(graph, inputs);
    for (const [name, value] of Object.entries(left)) {
      if (difference(value, run.read(name)) < 1e-5) continue;
      expect({ name, value: [...run.read(name)] }).toEqual({ name, value: [...value] });
    }
  }
}

const loopsOf = ({ kernels }: Plan): readonly Loop[] =>
  kernels.flatMap((kernel) => (kernel.kind === "loop" ? [kernel] : kernel.then ? [kernel.then] : []));

describe("plans of random graphs", () => {
  it.each(OPTIONS)("compute what the graph says, twice in a row: %o", (options) =>
    fc.assert(fc.property(scenes, fc.boolean(), (scene, backwards) => compare(scene, options, backwards)), {
      seed: 7, numRuns: 400,
    }));

  it.each(OPTIONS)("keep the promises of their types: %o", (options) =>
    fc.assert(fc.property(scenes, ({ graph }) => {
      const planned = plan(graph, options);
      const { storages, kernels, arena, inputs, outputs, constants } = planned;
      const lasting = new Set([...Object.values(inputs), ...Object.values(outputs), ...constants.map(({ storage }) => storage)]);
      const lifetimes = lifetimesOf(kernels);
      const lifeOf = (id: number) => (lasting.has(id) ? { first: -1, last: kernels.length } : lifetimes.get(id)!);
      storages.forEach((storage, id) => {
        expect(storage.offset % 4).toBe(0);
        expect(storage.offset + storage.size).toBeLessThanOrEqual(arena);
        const life = lifeOf(id);
        storages.forEach((other, otherId) => {
          const otherLife = lifeOf(otherId);
          if (otherId <= id || otherLife.first > life.last || otherLife.last < life.first) return;
          expect(other.offset + other.size <= storage.offset || storage.offset + storage.size <= other.offset).toBe(true);
        });
      });
      for (const loop of loopsOf(planned)) {
        const stored = loop.stores.map(({ to }) => to);
        for (const { storage, offset, strides } of loop.body.flatMap((each) => (each.kind === "load" ? [each.from] : []))) {
          for (const to of stored.filter((each) => each.storage === storage)) {
            expect({ offset, strides }).toEqual({ offset: to.offset, strides: to.strides });
          }
        }
        const reduced = loop.stores.flatMap(({ combine, to }) =>
          combine === "set" ? [] : [to.strides.map((stride, axis) => loop.dims[axis]! > 1 && stride === 0).join()]);
        if (options.singleReduction) expect(new Set(reduced).size).toBeLessThanOrEqual(1);
      }
      for (const kernel of kernels) {
        if (kernel.kind !== "contraction") continue;
        if (!options.epilogues) expect([kernel.kept, kernel.then]).toEqual([true, undefined]);
        if (!kernel.then) continue;
        expect(kernel.parts.length).toBe(1);
        for (const { combine, to } of kernel.then.stores) {
          expect(combine).toBe("set");
          expect([kernel.left, kernel.right, kernel.out]).not.toContain(to.storage);
        }
        if (!kernel.kept) {
          const readLater = kernels.filter((other) => other !== kernel && storagesOf(other).has(kernel.out));
          expect(readLater).toEqual([]);
        }
      }
    }), { seed: 8, numRuns: 150 }));
});
