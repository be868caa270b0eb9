import { describe, expect, it } from "vitest";
import { normals } from "../ir/random";
import { hasRelaxedSimd, ModuleWriter, type Code, type Locals } from "./assembler";
import { build, dense, filterGradient, forward, inputGradient, type Case } from "./testing";
import { tileFunction } from "./tile";
import { tilingOf, TILES } from "./tiling";

/** Counts the locals of the function written last. */
class Watched extends ModuleWriter {
  vectors = 0;
  override function(parameters: readonly ("i32" | "f32" | "v128")[], write: (locals: Locals) => Code, exported?: string): number {
    return super.function(parameters, (locals) => {
      const code = write(locals);
      this.vectors = locals.types.filter((type) => type === "v128").length;
      return code;
    }, exported);
  }
}

describe.each([16, 32] as const)("tiles for %i vector registers", (registers) => {
  it.each(TILES[registers].outer)("%i × %i: all its vectors fit, with one register left", (rows, columns) => {
    const module = new Watched();
    tileFunction(module, { form: "outer", rows, columns, leftStep: 64, rightStep: 4 * columns, outStep: 4, length: 0, relaxed: false });
    expect(module.vectors).toBeGreaterThanOrEqual((rows * columns) / 4);
    expect(module.vectors).toBeLessThan(registers);
  });
});

describe("tiles for 32 registers", () => {
  const layer = { batch: 3, side: 14, channels: 16, filters: 32, stride: 2 } as const;
  const cases: Readonly<Record<string, Case>> = {
    "128×784×40": dense(128, 784, 40), "784×128×40, left transposed": dense(784, 128, 40, true), "40×64×784, right transposed": dense(40, 64, 784, false, true),
    "50×1300×20": dense(50, 1300, 20), "33×700×2": dense(33, 700, 2), "2×700×33": dense(2, 700, 33),
    forwards: forward(layer), "of the filter": filterGradient(layer), "of the input": inputGradient(layer),
  };
  it.each(Object.entries(cases))("give the same bits: %s", (_, given) => {
    const [usual, wide] = ([16, 32] as const).map((registers) => {
      const machine = build(given, hasRelaxedSimd(), "right", (product) => tilingOf(product, registers));
      machine.left.set(normals(2, 0, given.left));
      machine.right.set(normals(2, 1, given.right));
      machine.run();
      return machine.out;
    });
    expect(wide).toEqual(usual);
  });

  it("are taken where a product has rows and columns enough for them", () => {
    const tiling = tilingOf(dense(128, 784, 400).parts[0]!, 32);
    expect([tiling.tileRows, tiling.tileColumns]).toEqual([8, 8]);
    expect(tilingOf(dense(128, 784, 400).parts[0]!).tileRows).toBeLessThan(8);
  });
});
