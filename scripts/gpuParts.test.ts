/** A step that disagrees because of one unit at ReLU's kink is no fault; one that disagrees from every seed is. */
import { expect, it } from "vitest";
import type { Outcome } from "../e2e/zoo/main";
import { modelParts, type Found, type Place } from "./gpuParts";

const [part] = modelParts({ ids: ["gan"], batches: 0, steps: 1, target: "gpu", seed: 1, references: ["wasm"] });
const outcome = (loss: number, change: number): Outcome => ({
  backend: "webgpu", mode: "compiled", pictures: [], restored: [], leftOver: {},
  losses: [{ name: "loss", off: loss }], changes: [{ name: "m/generator/a", off: change }],
});
const [right, kink, wrongLoss] = [outcome(1e-6, 1e-5), outcome(1e-6, 6e-3), outcome(1, 6e-3)];

/** What the part finds if its trials have these outcomes, and the seeds of the trials. */
async function find(...outcomes: Outcome[]): Promise<Found & { readonly seeds: readonly (number | undefined)[] }> {
  const seeds: (number | undefined)[] = [];
  const place: Pick<Place, "train"> = {
    async train(_, { seed }) {
      seeds.push(seed);
      return outcomes[seeds.length - 1]!;
    },
  };
  return { ...await part!.run(place as Place), seeds };
}

it("passes a step that agrees, without another trial", async () => {
  expect(await find(right)).toMatchObject({ off: [], seeds: [undefined] });
});

it("compares a step whose changes are too large from other seeds, until one agrees", async () => {
  const passed = await find(kink, right);
  expect(passed.off).toEqual([]);
  expect(passed.seeds[1]).toBeTypeOf("number");
  expect(passed.summary).toMatch(/6\.0e-3.*1\.0e-5/);
  expect((await find(kink, kink, right)).off).toEqual([]);
  const failed = await find(kink, kink, kink);
  expect(failed.off).toHaveLength(1);
  expect(new Set(failed.seeds).size).toBe(3);
  expect((await find(kink, { error: "lost" })).off).toContain("lost");
});

it.each([["a wrong loss", wrongLoss], ["an error", { error: "lost" }], ["a loss that is not a number", outcome(NaN, 0)]])(
  "fails at %s, whatever another seed gives", async (_, first) => {
    const { off, seeds } = await find(first, right);
    expect(off).not.toEqual([]);
    expect(seeds).toHaveLength(1);
  },
);
