import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { write } from "./files";

vi.mock("node:fs/promises", { spy: true });
const folder = mkdtempSync(path.join(tmpdir(), "files-"));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([["ENOSPC", /because the disk is full\. Free some space/], ["EACCES", /could not be written: EACCES/]])(
  "with %s it says so, and the file that was there stays", async (code, words) => {
    const file = path.join(folder, "run.safetensors");
    writeFileSync(file, "before");
    vi.mocked(fs.writeFile).mockRejectedValueOnce(Object.assign(new Error(`${code}: no`), { code }));
    await expect(write(file, "after")).rejects.toMatchObject({ message: expect.stringMatching(words), exitCode: 4 });
    expect(readFileSync(file, "utf8")).toBe("before");
    expect(existsSync(`${file}.part`)).toBe(false);
  });
