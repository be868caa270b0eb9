/** A check holds for programs that differ in the numbers of the exercise's constants, and for no others. */
import { expect, it } from "vitest";
import { shownFilesOf } from "./files";
import { haveSameFunctions } from "./sameFunctions";
import { solved } from "./solved";

const files = shownFilesOf("gan-losses");
const solution = solved(files);
const isSame = (other: string): boolean => haveSameFunctions(files.program, solution, other);

it("other numbers of constants change nothing that the check computes", () => {
  expect(isSame(solution.replace("saturating = 0 ", "saturating = 1 "))).toBe(true);
  expect(isSame(solution.replace("lr = 0.0005", "lr = 1e-3").replace("hidden = 128", "hidden = 64"))).toBe(true);
});

it("a function, a type, a new constant or a second assignment does", () => {
  for (const [what, by] of [
    ["return", "return 2 *"], ["hidden = 128", "hidden = 128.0"], ["latent = 64", "latent = 64\nbeta = 2"], ["latent = 64", "latent = batch_size"],
  ] as const) expect(isSame(solution.replace(what, by)), by).toBe(false);
  expect(haveSameFunctions(files.program, `${solution}\nlatent = 5\n`, `${solution.replace("latent = 64", "latent = 32")}\nlatent = 5\n`)).toBe(false);
});
