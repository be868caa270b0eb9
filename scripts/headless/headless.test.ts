import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../src/data/sha256";
import { readCheckpoint } from "../../src/state/checkpoint/decode";
import { readRunCard } from "../../src/state/runCardFile";
import { readLink } from "./linked";
import { main } from "./main";
import { openRun } from "./run";
import { csv, markdown } from "./table";

const folder = mkdtempSync(path.join(tmpdir(), "headless-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TINY = "model=vae&hidden=16&batch=16&latent=2&seed=7";
const messages: string[] = [];
const printed: string[] = [];

beforeEach(() => {
  messages.length = printed.length = 0;
  vi.spyOn(console, "error").mockImplementation((text: unknown) => void messages.push(String(text)));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
});

const file = (name: string) => path.join(folder, name);
const run = (...args: readonly string[]) => main(args, folder);
const readSaved = (name: string) => readCheckpoint(new Blob([readFileSync(file(name))]));

async function checksum(parts: readonly Float32Array[]): Promise<string> {
  const bytes = Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
  return (await sha256(Uint8Array.from(bytes))).slice(0, 16);
}

describe("train", () => {
  it.each(process.env["EXHAUSTIVE"] ? ["vae", "cgan"] : ["vae"])("%s: losses and weights are those of scripts/steps.json, to the last bit, with threads, too", async (id) => {
    const recorded = JSON.parse(readFileSync("scripts/steps.json", "utf8")) as Record<string, string>;
    for (const threads of [1, 2]) {
      const experiment = await readLink(`model=${id}&fma=off`, undefined);
      const rows: number[] = [];
      const opened = await openRun({ ...experiment, snapshot: null, threads, onLosses: ({ values }) => void rows.push(...values) });
      await opened.train(50);
      const { tensors } = await opened.experiment.snapshot();
      await opened.experiment.dispose();
      const columns = rows.length / 50;
      expect(await checksum([Float32Array.from(rows.slice(0, columns))])).toBe(recorded[`${id}: wasm, compiled: losses of step 1`]);
      expect(await checksum([Float32Array.from(rows.slice(columns))])).toBe(recorded[`${id}: wasm, compiled: losses of steps 2 to 50`]);
      const sorted = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
      expect(await checksum(sorted.map(([, { data }]) => data))).toBe(recorded[`${id}: wasm, compiled: state after step 50`]);
    }
  });

  it("saves the run and its card; resumed, it has the same bytes as a run without a break", async () => {
    expect(await run("train", `https://example.org/#${TINY}`, "--steps", "30", "--out", "whole.safetensors", "--measure", "held-out")).toBe(0);
    expect(await run("train", TINY, "--steps", "12", "--out", "parts.safetensors")).toBe(0);
    expect(await run("train", TINY, "--steps", "30", "--out", "parts.safetensors", "--resume")).toBe(0);
    expect(readFileSync(file("parts.safetensors")).equals(readFileSync(file("whole.safetensors")))).toBe(true);
    expect(await readSaved("whole.safetensors")).toMatchObject({ config: { model: "vae", seed: 7, backend: "auto", hyperparameters: { hidden: 16 } }, snapshot: { step: 30 } });
    expect(await readRunCard(new Blob([readFileSync(file("whole.json"))]))).toBe("model=vae&seed=7&hidden=16&batch=16");
    expect(messages.at(-1)).toMatch(/parts\.safetensors has the run at step 30, reconstruction \d/);
    expect(await run("train", TINY, "--steps", "30", "--out", "parts.safetensors", "--resume")).toBe(0);
    expect(messages.at(-1)).toMatch(/has 30 steps already/);
  });

  it("trains on points, on the epochs that are asked for, and begins with a pretrained checkpoint", async () => {
    expect(await run("train", "model=flow&batch=512&hidden=16", "--epochs", "1", "--seed", "4", "--out", "points.safetensors", "--quiet")).toBe(0);
    expect(messages).toEqual([]);
    expect(await readSaved("points.safetensors")).toMatchObject({ config: { seed: 4 }, snapshot: { step: 117 } });
    const begun = ["train", "preset=deep-convolutional@1&begin=4000", "--out", "begun.safetensors"];
    expect(await run(...begun, "--steps", "3000")).toBe(2);
    expect(messages.at(-1)).toMatch(/begins at step 4000, so that it cannot end at step 3000/);
    expect(await run(...begun, "--steps", "4001")).toBe(0);
    expect(await readSaved("begun.safetensors")).toMatchObject({ config: { begin: 4000 }, snapshot: { step: 4001 } });
    expect(await run(...begun, "--steps", "4001", "--seed", "99")).toBe(2); // the checkpoint has another seed
  });

  it("ends when a loss is not finite, with the last finite weights", async () => {
    expect(await run("train", "model=vae&latent=20&hidden=512&batch=16&lr=0.1&beta=20", "--steps", "300", "--out", "diverged.safetensors")).toBe(3);
    expect(messages.at(-1)).toMatch(/A loss was not finite, and training ended\. .*diverged\.safetensors has the run at step \d+/);
    expect((await readSaved("diverged.safetensors")).snapshot.step).toBeLessThan(300);
  });

  it.each([
    ["no link", [], /Give one link, in quotation marks/],
    ["two links", [TINY, TINY], /Give one link/],
    ["an address without an experiment", ["https://example.org/", "--out", "a.safetensors"], /The link has no experiment/],
    ["no file", [TINY, "--steps", "5"], /Name the file of the run: --out run\.safetensors/],
    ["no length", [TINY, "--out", "a.safetensors"], /Say how long the run is/],
    ["two lengths", [TINY, "--out", "a.safetensors", "--steps", "5", "--epochs", "1"], /--steps or --epochs, not both/],
    ["an unknown option", [TINY, "--step", "5"], /Unknown option '--step'.*The options are --out, --steps/],
    ["a number that is none", [TINY, "--out", "a.safetensors", "--steps", "many"], /--steps must be a whole number from 1 to 999999999, not many/],
    ["a setting beyond its range", ["model=vae&beta=1e9", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. It has beta=1e9, which the page would replace by \d/],
    ["an unknown key", ["model=vae&bta=2", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. .*bta/],
    ["an unknown preset", ["preset=none", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. .*none/],
    ["an unknown model", ["model=none", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. .*none/],
    ["another backend", [`${TINY}&backend=webgpu`, "--out", "a.safetensors", "--steps", "5"], /Remove backend=webgpu/],
    ["two runs", [`${TINY}&compare=beta:4`, "--out", "a.safetensors", "--steps", "5"], /Remove compare=…/],
    ["an unknown measurement", [TINY, "--out", "a.safetensors", "--steps", "5", "--measure", "fid"], /no measurement fid\. There are held-out/],
    ["a measurement of other models", [TINY, "--out", "a.safetensors", "--steps", "5", "--measure", "divergences"], /divergences does not apply to vae/],
    ["a folder that does not exist", [TINY, "--out", "none/a.safetensors", "--steps", "5"], /There is no folder .*none/],
  ])("refuses %s with a sentence", async (_, args, words) => {
    expect(await run("train", ...args)).toBe(2);
    expect(messages).toEqual([expect.stringMatching(words)]);
    expect(existsSync(file("a.safetensors"))).toBe(false);
  });

  it("neither overwrites a file nor continues another experiment or a damaged file", async () => {
    writeFileSync(file("other.safetensors"), "not a run");
    expect(await run("train", TINY, "--steps", "5", "--out", "other.safetensors")).toBe(2);
    expect(messages.at(-1)).toMatch(/other\.safetensors exists already\. Continue it with --resume/);
    expect(await run("train", TINY, "--steps", "5", "--out", "other.safetensors", "--resume")).toBe(2);
    expect(messages.at(-1)).toMatch(/not a safetensors file/);
    expect(readFileSync(file("other.safetensors"), "utf8")).toBe("not a run");
    expect(await run("train", TINY, "--steps", "5", "--out", "mine.safetensors")).toBe(0);
    expect(await run("train", `${TINY}&beta=2`, "--steps", "9", "--out", "mine.safetensors", "--resume")).toBe(2);
    expect(messages.at(-1)).toMatch(/has a run of another experiment than the link/);
  });

  it("ended by a signal, it saves the run, which continues as if nothing had happened", async () => {
    const start = (...more: readonly string[]) => spawn("node", [path.resolve("scripts/headless/elboRoom.js"), "train", TINY, "--steps", "4000", ...more], { cwd: folder });
    const ended = (child: ReturnType<typeof start>) => new Promise<{ code: number | null; said: string }>((resolve) => {
      let said = "";
      child.stderr.on("data", (text) => { said += String(text); });
      child.on("close", (code) => resolve({ code, said }));
    });
    const whole = ended(start("--out", "unbroken.safetensors"));
    const child = start("--out", "broken.safetensors");
    const broken = ended(child);
    await expect.poll(() => existsSync(file("broken.safetensors"))).toBe(true);
    child.kill("SIGTERM");
    expect(await broken).toMatchObject({ code: 143, said: expect.stringMatching(/SIGTERM: training ended\..*The same command with --resume continues/) });
    expect((await readSaved("broken.safetensors")).snapshot.step).toBeLessThan(4000);
    expect((await ended(start("--out", "broken.safetensors", "--resume", "--threads", "2"))).code).toBe(0);
    expect((await whole).code).toBe(0);
    expect(readFileSync(file("broken.safetensors")).equals(readFileSync(file("unbroken.safetensors")))).toBe(true);
  });
});

describe("collect", () => {
  it("has the settings that differ, steps, losses and measurements, as CSV and Markdown", async () => {
    for (const beta of [1, 4]) expect(await run("train", `${TINY}&beta=${beta}`, "--steps", "10", "--out", `beta-${beta}.safetensors`, "--card")).toBe(0);
    expect(await run("collect", "beta-1.safetensors", "beta-4.safetensors", "--out", "table.csv", "--measure", "held-out")).toBe(0);
    const [head, ...rows] = readFileSync(file("table.csv"), "utf8").trim().split("\r\n").map((line) => line.split(","));
    expect(head!.slice(0, 4)).toEqual(["file", "beta", "step", "loss reconstruction"]);
    expect(head).toContain("held-out negativeElbo");
    expect(rows.map((row) => row.slice(0, 3))).toEqual([["beta-1.safetensors", "1", "10"], ["beta-4.safetensors", "4", "10"]]);
    expect(rows.every((row) => row.slice(3).every((cell) => Number.isFinite(Number(cell)) && cell !== ""))).toBe(true);
    expect(printed.join("")).toMatch(/^\| file \| beta \| step \| loss reconstruction \|/);
    expect(await run("collect", "beta-1.safetensors", "--out", "table.csv")).toBe(2);
    expect(messages.at(-1)).toMatch(/table\.csv exists already/);
  });

  it.each([
    ["no file", [], /Name the saved runs/], ["a missing file", ["none.safetensors"], /There is no file .*none/],
    ["another kind of table", ["beta-1.safetensors", "--out", "table.txt"], /written as CSV/],
  ])("refuses %s with a sentence", async (_, args, words) => {
    expect(await run("collect", ...args)).toBe(2);
    expect(messages).toEqual([expect.stringMatching(words)]);
  });

  it("quotes what a cell of CSV or Markdown cannot have", () => {
    const table = { columns: ["a,b", "c|d"], rows: [['say "x"', 1 / 3], [null, 2]] };
    expect(csv(table)).toBe('"a,b",c|d\r\n"say ""x""",0.3333333333333333\r\n,2\r\n');
    expect(markdown(table)).toBe('| a,b | c\\|d |\n| --- | --- |\n| say "x" | 0.33333 |\n|  | 2 |\n');
  });
});

it("an unknown command is refused with the usage", async () => {
  expect(await run("trian")).toBe(2);
  expect(messages).toEqual([expect.stringMatching(/There is no command trian[\s\S]*elbo-room train LINK/)]);
});
