import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { sha256 } from "../../src/subject/data/sha256";
import { makeRun } from "../../src/page/state/checkpoint/testing";
import { saverOf } from "./saver";

vi.mock("node:fs/promises", { spy: true });
const folder = mkdtempSync(path.join(tmpdir(), "saver-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("a save that fails, as on a full disk, keeps no later one from being written", async () => {
  const { config, snapshot } = makeRun("vae", { hidden: 16 });
  const file = path.join(folder, "run.safetensors");
  const save = saverOf({ file, config, preset: null, replaces: false, snapshot: () => Promise.resolve(snapshot) });
  vi.mocked(fs.writeFile).mockRejectedValueOnce(Object.assign(new Error("no"), { code: "ENOSPC" }));
  await expect(save()).rejects.toThrow(/the disk is full/);
  const [first, second] = await Promise.all([save(), save()]);
  expect([first, second]).toEqual(Array.from({ length: 2 }, () => first));
  expect(await sha256(new Uint8Array(readFileSync(file)))).toBe(first);
});

it("a run that could not be read again is refused with a sentence", async () => {
  const { config, snapshot } = makeRun("vae", { hidden: 16 });
  const save = saverOf({ file: path.join(folder, "none.safetensors"), config: { ...config, seed: -1 }, preset: null, replaces: false, snapshot: () => Promise.resolve(snapshot) });
  await expect(save()).rejects.toThrow("The run cannot be saved, because no file of it could be read again. Its value of “seed” is missing or not allowed.");
});
