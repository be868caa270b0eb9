import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { pack } from "../../src/subject/models/packed";
import { SMALL_VAE } from "../../src/torchSubset/program/smallVae";
import type { RunCard } from "../../src/page/state/runCard";
import { csv, markdown } from "./table";
import { commandInFolder, TINY } from "./testing";

const { file, run, messages, printed, textOf, save } = commandInFolder();

beforeAll(async () => {
  for (const beta of [1, 4]) await run("train", `${TINY}&beta=${beta}`, "--steps", "10", "--out", `beta-${beta}.safetensors`, "--measure", "held-out");
}, 120_000);

const cardOf = (name: string) => JSON.parse(textOf(`${name}.json`)) as RunCard;

/** Saves the run β = 1 under a name, and a changed card of it beside. */
function beside(name: string, change: (card: RunCard) => unknown) {
  copyFileSync(file("beta-1.safetensors"), file(`${name}.safetensors`));
  writeFileSync(file(`${name}.json`), JSON.stringify(change(cardOf("beta-1"))));
}

/** Resolves to the columns of the table of one run. */
async function columns(...args: readonly string[]): Promise<readonly string[]> {
  printed.length = 0;
  expect(await run("collect", ...args)).toBe(0);
  return printed.join("").split("\n")[0]!.split("|").map((one) => one.trim()).filter(Boolean);
}

it("has the settings that differ, steps, losses and measurements, as CSV and Markdown", async () => {
  expect(await run("collect", "beta-1.safetensors", "beta-4.safetensors", "--out", "table.csv", "--measure", "codes")).toBe(0);
  const [head, ...rows] = textOf("table.csv").trim().split("\r\n").map((line) => line.split(","));
  expect(head!.slice(0, 4)).toEqual(["file", "beta", "step", "loss reconstruction (mean of the last 100 steps)"]);
  expect(head).toContain("held-out negativeElbo");
  expect(head!.some((name) => name.startsWith("codes "))).toBe(true);
  expect(rows.map((row) => row.slice(0, 3))).toEqual([["beta-1.safetensors", "1", "10"], ["beta-4.safetensors", "4", "10"]]);
  expect(rows.every((row) => row.slice(3).every((cell) => Number.isFinite(Number(cell)) && cell !== ""))).toBe(true);
  expect(printed.join("")).toMatch(/^\| file \| beta \| step \| loss reconstruction \(mean of the last 100 steps\) \|/);
  expect(await run("collect", "beta-1.safetensors", "--out", "table.csv")).toBe(2);
  expect(messages).toEqual([expect.stringMatching(/table\.csv exists already/)]);
});

it("a loss is the mean of the run's last steps, or says that it is of the last batch", async () => {
  const { losses, meanLosses } = cardOf("beta-1");
  expect(meanLosses!.steps).toBe(10);
  expect(meanLosses!.values["kl"]).not.toBe(losses["kl"]);
  const table = async (name: string) => {
    expect(await run("collect", `${name}.safetensors`, "--out", `${name}.csv`)).toBe(0);
    const [head, row] = textOf(`${name}.csv`).trim().split("\r\n").map((line) => line.split(","));
    return Object.fromEntries(head!.map((column, i) => [column, row![i]]));
  };
  expect(await table("beta-1")).toMatchObject({ "loss kl (mean of the last 100 steps)": String(meanLosses!.values["kl"]) });
  beside("without", ({ meanLosses: _, ...card }) => card); // of an earlier version
  expect(await table("without")).toMatchObject({ "loss kl (last batch)": String(losses["kl"]) });
  beside("resumed", (card) => ({ ...card, meanLosses: { ...card.meanLosses, steps: 3 } })); // the other steps were made before it was resumed
  expect(await table("resumed")).toMatchObject({ "loss kl (last batch)": String(losses["kl"]) });
});

describe("a card counts only for its own run", () => {
  const OTHER = /is not used, because it describes another experiment\. --measure measures the run itself\.$/;

  it.each<[string, (card: RunCard) => unknown, RegExp]>([
    ["another seed", (card) => ({ ...card, experiment: { ...card.experiment, seed: 8 } }), OTHER],
    ["another model", (card) => ({ ...card, experiment: { ...card.experiment, model: "beta-vae" } }), OTHER],
    ["another setting", () => cardOf("beta-4"), OTHER],
    ["a changed setting", (card) => ({ ...card, experiment: { ...card.experiment, changes: [{ step: 3, id: "beta", from: 1, value: 4 }] } }), OTHER],
    ["a pretrained checkpoint", (card) => ({ ...card, run: { ...card.run, begin: 5 } }), OTHER],
    ["own images", (card) => ({ ...card, data: { id: "leaves.2.0123456789abcdef", files: [] } }), OTHER],
    ["another backend", (card) => ({ ...card, page: { ...card.page, link: `${card.page.link}&backend=webgpu` } }), OTHER],
    ["other rounding", (card) => ({ ...card, page: { ...card.page, link: `${card.page.link}&fma=off` } }), OTHER],
    ["another step", (card) => ({ ...card, run: { ...card.run, step: 9 } }), /is not used, because it is of step 9, and the run is at step 10\./],
    ["other weights", (card) => ({ ...card, file: { sha256: "0".repeat(64) } }), /is not used, because it was written with another file, whose weights differ\./],
  ])("not one with %s", async (_, change, words) => {
    beside("foreign", change);
    expect(await columns("foreign.safetensors")).toEqual(["file", "step"]);
    expect(messages).toEqual([expect.stringMatching(words)]);
  });

  it("one that the page wrote has no checksum of the file, and counts", async () => {
    beside("page", ({ file: _, ...card }) => card);
    expect(await columns("page.safetensors")).toEqual(expect.arrayContaining(["loss kl (mean of the last 100 steps)", "held-out negativeElbo"]));
    expect(messages).toEqual([]);
  });

  it("one that was written before its model got a setting counts, too", async () => {
    beside("old", ({ file: _, experiment: { hyperparameters: { likelihood, ...others }, ...experiment }, ...card }) => {
      expect(likelihood).toBe("bernoulli");
      return { ...card, experiment: { ...experiment, hyperparameters: others } };
    });
    expect(await columns("old.safetensors")).toContain("loss kl (mean of the last 100 steps)");
    expect(messages).toEqual([]);
  });

  it("one of a program counts for a run of that program with those settings", async () => {
    const trained = (name: string, packed: string) => run("train", `program=${packed}&_beta=1.5`, "--steps", "2", "--out", `${name}.safetensors`, "--card", "--quiet");
    expect(await trained("program", pack(SMALL_VAE))).toBe(0);
    expect(await trained("another", pack(SMALL_VAE.replace("hidden = 8", "hidden = 9")))).toBe(0);
    const { file: _, ...own } = cardOf("program");
    writeFileSync(file("program.json"), JSON.stringify(own));
    expect(await columns("program.safetensors")).toContain("loss kl (mean of the last 100 steps)");
    expect(messages).toEqual([]);
    writeFileSync(file("another.json"), JSON.stringify(own));
    expect(await columns("another.safetensors")).toEqual(["file", "step"]);
    expect(messages).toEqual([expect.stringMatching(OTHER)]);
  });

  it("results of earlier steps on it are not the run's", async () => {
    beside("earlier", (card) => ({ ...card, heldOut: { ...card.heldOut, step: 9 }, measurements: [{ id: "codes", step: 10, numbers: { a: 1 } }, { id: "digit-fid", step: 8, numbers: { a: 1 } }] }));
    expect((await columns("earlier.safetensors")).filter((name) => !name.startsWith("loss"))).toEqual(["file", "step", "codes a"]);
    expect(messages).toEqual([expect.stringMatching(/earlier\.json has held-out, digit-fid of another step than 10, so the table leaves them out/)]);
  });

  it("measured now, a run has nothing of an earlier result of that measurement", async () => {
    beside("again", (card) => ({ ...card, heldOut: { ...card.heldOut, values: { old: 1 } } }));
    const names = await columns("again.safetensors", "--measure", "held-out");
    expect(names).toContain("held-out kl");
    expect(names).not.toContain("held-out old");
  });

  it.each<[string, string | null, RegExp]>([
    ["no JSON", "{", /broken\.json lies where the run's card would be, and cannot be read as one\. It is no run card\. Move it elsewhere\./],
    ["other JSON", `{"a": 1}`, /It is no run card\./],
    ["a card of a newer version", JSON.stringify({ format: "elbo-room-run-card", version: 2 }), /A newer version of ELBO Room wrote it\. Update ELBO Room here/],
    ["a huge file", " ".repeat(2 ** 20 + 1), /broken\.json is larger than 1 MB/],
    ["a folder", null, /broken\.json is a folder/],
  ])("%s is refused", async (_, content, words) => {
    copyFileSync(file("beta-1.safetensors"), file("broken.safetensors"));
    rmSync(file("broken.json"), { force: true, recursive: true });
    if (content === null) mkdirSync(file("broken.json"));
    else writeFileSync(file("broken.json"), content);
    expect(await run("collect", "broken.safetensors")).toBe(2);
    expect(messages).toEqual([expect.stringMatching(words)]);
  });
});

describe("own images", () => {
  it("are not measured: only their browser has them", async () => {
    save("own.safetensors", { own: "leaves.2.0123456789abcdef" });
    expect(await run("collect", "own.safetensors", "--measure", "held-out", "--out", "own.csv")).toBe(2);
    expect(messages).toEqual([expect.stringMatching(/own\.safetensors was trained on a reader's own images, which only their browser has\. Measure it there and save its run card as own\.json beside it, or collect without --measure\.$/)]);
    expect([printed, existsSync(file("own.csv"))]).toEqual([[], false]);
  });

  it("stand in a column, as do backends, beside runs on others", async () => {
    save("own.safetensors", { own: "leaves.2.0123456789abcdef" });
    save("mnist.safetensors", { backend: "webgpu", operands: "f16" });
    expect(await columns("own.safetensors", "mnist.safetensors")).toEqual(["file", "own", "backend", "operands", "step"]);
  });
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

it("refuses what is no saved run with a sentence, and waits for nothing", async () => {
  execFileSync("mkfifo", [file("pipe.safetensors")]);
  mkdirSync(file("folder.safetensors"));
  writeFileSync(file("short.safetensors"), readFileSync(file("beta-1.safetensors")).subarray(0, 5000));
  const newer = readFileSync(file("beta-1.safetensors"), "latin1").replace(`"version":"1"`, `"version":"9"`);
  writeFileSync(file("newer.safetensors"), newer, "latin1");
  const refused = [["pipe", /a device or a pipe/], ["folder", /is a folder/], ["short", /was not opened\. It is cut short/], ["newer", /was not opened\. A newer version of ELBO Room wrote it/]] as const;
  for (const [name, words] of refused) {
    messages.length = 0;
    expect(await run("collect", `${name}.safetensors`)).toBe(2);
    expect(messages).toEqual([expect.stringMatching(words)]);
  }
});

it("each file has one row, however often it is named; what is no run is named", async () => {
  await run("collect", "beta-1.safetensors", "./beta-1.safetensors", "beta-1.json", "notes.txt");
  expect(printed.join("").trim().split("\n")).toHaveLength(3);
  expect(messages).toEqual(["notes.txt is not in the table, because its name does not end with .safetensors."]);
});

it("the table is printed, even if its file cannot be written", async () => {
  save("whole.safetensors");
  const late = run("collect", "whole.safetensors", "--out", "late.csv");
  writeFileSync(file("late.csv"), "theirs");
  expect(await late).toBe(4);
  expect([printed.length, textOf("late.csv")]).toEqual([1, "theirs"]);
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
