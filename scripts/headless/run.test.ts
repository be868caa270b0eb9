import fs from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, it, vi } from "vitest";
import { readLink } from "./linked";
import { openRun } from "./run";

vi.mock("node:fs/promises", { spy: true });

it("trains and measures on no other images than MNIST's, whatever its files contain", async () => {
  const experiment = await readLink("model=vae&hidden=16&batch=16", undefined);
  vi.mocked(fs.readFile).mockResolvedValueOnce(gzipSync(new Uint8Array(5000 * 785)));
  await expect(openRun({ ...experiment, snapshot: null })).rejects.toThrow(/MNIST is not here, or its files are damaged\. Run `npm run data`/);
});
