import { expect, test } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { findModel } from "../../subject/models/registry";
import { continuedProgram } from "./continued";
import { continuedNotebook } from "./notebook";
import { programs } from "./programs";

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly source: readonly string[];
}

test.each(["vae", "flow"])("%s: cells of nbformat 4.5, whose code is the program's", (id) => {
  const model = findModel(id)!;
  const h = defaultsOf(model.hyperparameters);
  const torch = programs.get(id)!;
  const text = continuedNotebook(model, torch, h);
  const { cells, ...about } = JSON.parse(text) as { readonly cells: readonly Cell[] };
  expect(about).toEqual({ metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" }, language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 });
  expect(new Set(cells.map((cell) => cell.id)).size).toBe(cells.length);
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  for (const cell of code) expect(cell).toMatchObject({ metadata: {}, outputs: [], execution_count: null });
  for (const cell of cells) expect(cell.id).toMatch(/^[\w-]{1,64}$/);

  const written = (lines: string) => lines.split("\n").filter((line) => line !== "" && !/^# (?!van den)/.test(line));
  const [first, ...others] = code.map(({ source }) => source.join(""));
  expect(first).toBe(`import sys\n\nsys.argv = ["${id}-continue.py", "RUN.safetensors", ${id === "vae" ? '"FOLDER_OF_MNIST", ' : ""}"50"]`);
  expect(written(others.slice(0, -1).join("\n"))).toEqual(written(continuedProgram(model, torch, h)));
});
