import { spawn } from "node:child_process";
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/subject/data/sha256";
import { pack } from "../../src/subject/models/packed";
import { SMALL_VAE } from "../../src/torchSubset/program/smallVae";
import { readCheckpoint } from "../../src/page/state/checkpoint/decode";
import { runCard } from "../../src/page/state/runCard";
import { readRunCard } from "../../src/page/state/runCardFile";
import { readLink } from "./linked";
import { openRun } from "./run";
import { commandInFolder, TINY } from "./testing";

const { folder, file, messages, run, textOf } = commandInFolder();
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
    expect(await run(...begun, "--steps", "3000", "--resume")).toBe(2);
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
    ["no steps", [TINY, "--out", "a.safetensors", "--steps", "0"], /--steps must be a whole number from 1/],
    ["less than no steps", [TINY, "--out", "a.safetensors", "--steps=-5"], /--steps must be a whole number from 1 to 999999999, not -5/],
    ["a number beyond all", [TINY, "--out", "a.safetensors", "--epochs", "1e9"], /--epochs must be a whole number/],
    ["a setting beyond its range", ["model=vae&beta=1e9", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. It has beta=1e9, which the page would replace by \d/],
    ["an unknown key", ["model=vae&bta=2", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. .*bta/],
    ["an unknown preset", ["preset=none", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. There is no preset “none”\.$/],
    ["an unknown version of a preset", ["preset=first-vae@999", "--out", "a.safetensors", "--steps", "5"], /There is no preset “first-vae@999”\. The newest version is first-vae@2\.$/],
    ["an unknown model", ["model=none", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. There is no model “none”\.$/],
    ["a damaged program", ["program=xyz", "--out", "a.safetensors", "--steps", "5"], /nothing was trained\. The program of the link is incomplete or damaged\. Copy the link again\.$/],
    ["a link that is too long", [`${TINY}&title=${"x".repeat(100_000)}`, "--out", "a.safetensors", "--steps", "5"], /It has 100\d{3} characters, and a link has at most 100000\.$/],
    ["own images", [`${TINY}&own=leaves.2.0123456789abcdef`, "--out", "a.safetensors", "--steps", "5"], /The link trains on a reader's own images, which only their browser has\. Remove own=… from it\.$/],
    ["another backend", [`${TINY}&backend=webgpu`, "--out", "a.safetensors", "--steps", "5"], /Remove backend=webgpu/],
    ["two runs", [`${TINY}&compare=beta:4`, "--out", "a.safetensors", "--steps", "5"], /Remove compare=…/],
    ["an unknown measurement", [TINY, "--out", "a.safetensors", "--steps", "5", "--measure", "fid"], /no measurement fid\. There are held-out/],
    ["a measurement of other models", [TINY, "--out", "a.safetensors", "--steps", "5", "--measure", "divergences"], /divergences does not apply to vae/],
    ["a folder that does not exist", [TINY, "--out", "none/a.safetensors", "--steps", "5"], /There is no folder .*none/],
  ])("refuses %s with a sentence", async (_, args, words) => {
    expect(await run("train", ...args)).toBe(2);
    expect(messages).toEqual([expect.stringMatching(words)]);
    expect(messages[0]).not.toMatch(/instead|was opened|reload/i); // nothing was
    expect(existsSync(file("a.safetensors"))).toBe(false);
  });

  it("refuses a program with a short sentence that commands no terminal", async () => {
    const refusedWith = async (source: string, settings = "") => {
      messages.length = 0;
      expect(await run("train", `program=${pack(source)}${settings}`, "--out", "a.safetensors", "--steps", "5")).toBe(2);
      expect([messages.length, existsSync(file("a.safetensors"))]).toEqual([1, false]);
      return messages[0]!;
    };
    expect(await refusedWith(SMALL_VAE.replace("nn.Linear(2,", "nn.Linear(3,"))).toMatch(/nothing was trained\. The program of the link cannot be trained: .*mat1 and mat2/);
    const loud = await refusedWith(`raise ValueError("\\x1b[31m" + "W" * 9000)`);
    expect(loud).toMatch(/cannot be trained: .*\\x1b\[31mW/);
    expect(loud.length).toBeLessThan(400);
    expect(await refusedWith(SMALL_VAE.replace("hidden = 8", `hidden = 8\nif beta > 5:\n    raise ValueError("W" * 9000)`), "&_beta=9")).toMatch(/^The link is not right, and nothing was trained\. The program of the link does not work with these settings: .{0,200}$/);
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

  it("lies beside no card of another run, and replaces none", async () => {
    expect(await run("train", TINY, "--steps", "3", "--out", "card.safetensors", "--card")).toBe(0);
    rmSync(file("card.safetensors"));
    expect(await run("train", `${TINY}&beta=8`, "--steps", "3", "--out", "card.safetensors")).toBe(2);
    expect(messages.at(-1)).toMatch(/card\.json exists already\. It would lie beside this run as its card\. Move it, or choose another file\./);
    expect(await run("train", `${TINY}&beta=8`, "--steps", "3", "--out", "card.safetensors", "--resume", "--card")).toBe(2);
    expect(messages.at(-1)).toMatch(/card\.json is the card of another experiment than the link's/);
    writeFileSync(file("card.json"), "{}");
    expect(await run("train", TINY, "--steps", "3", "--out", "card.safetensors", "--resume", "--card")).toBe(2);
    expect(messages.at(-1)).toMatch(/card\.json lies where the run's card would be/);
    expect([textOf("card.json"), existsSync(file("card.safetensors"))]).toEqual(["{}", false]);
  });

  it("--resume writes the card that a finished run lacks, and adds results to one that it has", async () => {
    const resumed = async (...more: readonly string[]) => {
      expect(await run("train", TINY, "--steps", "3", "--out", "late.safetensors", "--resume", ...more)).toBe(0);
      return v.parse(runCard, JSON.parse(textOf("late.json")));
    };
    expect(await run("train", TINY, "--steps", "3", "--out", "late.safetensors")).toBe(0);
    expect(await resumed("--measure", "held-out")).toMatchObject({ run: { step: 3 }, losses: {}, machine: { msPerStep: null }, heldOut: { step: 3 } });
    rmSync(file("late.safetensors"));
    rmSync(file("late.json"));
    const { losses, heldOut, measurements } = await resumed("--card");
    expect([Object.keys(losses), heldOut, measurements]).toEqual([["reconstruction", "kl", "total"], null, []]);
    expect(await resumed("--measure", "held-out")).toMatchObject({ losses, heldOut: { step: 3 } });
    const before = textOf("late.json");
    await resumed("--measure", "held-out");
    expect(textOf("late.json")).toBe(before);
  });

  it("--resume follows a symbolic link to the run, and refuses one to nothing", async () => {
    symlinkSync(file("target.safetensors"), file("link.safetensors"));
    expect(await run("train", TINY, "--steps", "2", "--out", "link.safetensors")).toBe(2);
    expect(await run("train", TINY, "--steps", "2", "--out", "link.safetensors", "--resume")).toBe(2);
    expect(messages).toEqual([expect.stringMatching(/link\.safetensors exists already/), expect.stringMatching(/link\.safetensors is a symbolic link, and the file that it leads to cannot be reached/)]);
    expect(await run("train", TINY, "--steps", "1", "--out", "target.safetensors")).toBe(0);
    expect(await run("train", TINY, "--steps", "2", "--out", "link.safetensors", "--resume")).toBe(0);
    expect(lstatSync(file("link.safetensors")).isSymbolicLink()).toBe(true);
    expect((await readSaved("target.safetensors")).snapshot.step).toBe(2);
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

it("an unknown command is refused with the usage", async () => {
  expect(await run("trian")).toBe(2);
  expect(messages).toEqual([expect.stringMatching(/There is no command trian[\s\S]*elbo-room train LINK/)]);
});
