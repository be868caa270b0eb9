import { renameSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { csv, markdown } from "./table";
import { commandInFolder, TINY } from "./testing";

const { file, run, messages, printed, textOf, save } = commandInFolder();

beforeAll(async () => {
  for (const beta of [1, 4]) await run("train", `${TINY}&beta=${beta}`, "--steps", "10", "--out", `beta-${beta}.safetensors`, "--measure", "held-out");
}, 120_000);

it("has the settings that differ, steps, losses and measurements, as CSV and Markdown", async () => {
  expect(await run("collect", "beta-1.safetensors", "beta-4.safetensors", "--out", "table.csv", "--measure", "codes")).toBe(0);
  const [head, ...rows] = textOf("table.csv").trim().split("\r\n").map((line) => line.split(","));
  expect(head!.slice(0, 4)).toEqual(["file", "beta", "step", "loss reconstruction"]);
  expect(head).toContain("held-out negativeElbo");
  expect(head!.some((name) => name.startsWith("codes "))).toBe(true);
  expect(rows.map((row) => row.slice(0, 3))).toEqual([["beta-1.safetensors", "1", "10"], ["beta-4.safetensors", "4", "10"]]);
  expect(rows.every((row) => row.slice(3).every((cell) => Number.isFinite(Number(cell)) && cell !== ""))).toBe(true);
  expect(printed.join("")).toMatch(/^\| file \| beta \| step \| loss reconstruction \|/);
  expect(await run("collect", "beta-1.safetensors", "--out", "table.csv")).toBe(2);
  expect(messages).toEqual([expect.stringMatching(/table\.csv exists already/)]);
});

it.each([
  ["no file", [], /Name the saved runs/], ["a missing file", ["none.safetensors"], /There is no file .*none/],
  ["another kind of table", ["beta-1.safetensors", "--out", "table.txt"], /written as CSV/],
  ["an unknown measurement", ["beta-1.safetensors", "--measure", "fid"], /no measurement fid/],
  ["no measurement", ["beta-1.safetensors", "--measure", ""], /no measurement \. There are/],
])("refuses %s with a sentence", async (_, args, words) => {
  expect(await run("collect", ...args)).toBe(2);
  expect(messages).toEqual([expect.stringMatching(words)]);
});

describe("names cannot command a terminal, a spreadsheet or Markdown", () => {
  it("in messages", async () => {
    expect(await run("collect", `a\u001b]0;x\u0007\nb\u202e\u{e0041}.safetensors`)).toBe(2);
    expect(messages).toEqual([expect.stringContaining(String.raw`a\x1b]0;x\x07\x0ab\u202e\u{e0041}.safetensors`)]);
    messages.length = 0;
    expect(await run("collect", `${"long".repeat(10_000)}.safetensors`)).toBe(2);
    expect(messages[0]!.length).toBeLessThan(2100);
  });

  it("in tables", async () => {
    const name = "=1+1|\n\u001b[31m.safetensors";
    save("plain.safetensors");
    renameSync(file("plain.safetensors"), file(name));
    expect(await run("collect", name, "--out", "names.csv")).toBe(0);
    expect(printed.join("").split("\n")[2]).toBe(String.raw`| =1+1\|\x0a\x1b[31m.safetensors | 10 |`);
    expect(textOf("names.csv")).toBe(`file,step\r\n"'${name}",10\r\n`);
  });

  it("whatever a cell has", () => {
    const table = { columns: ["a,b", "c|d"], rows: [['say "x"', 1 / 3], [null, -2], ["-2", "@x"], [String.raw`\|`, "+"]] };
    expect(csv(table)).toBe(`"a,b",c|d\r\n"say ""x""",0.3333333333333333\r\n,-2\r\n'-2,'@x\r\n\\|,'+\r\n`);
    expect(markdown(table)).toBe(String.raw`| a,b | c\|d |
| --- | --- |
| say "x" | 0.33333 |
|  | -2 |
| -2 | @x |
| \\\| | + |
`);
  });
});
