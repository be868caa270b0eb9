/**
 * `npm run new -- model sliced-vae`, in a copy of the project, adds a model that is in the page, in all languages, in the documentation and in the
 * checks, without other changes. Its setting `lambda` and its symbol `information-weight` have other meanings than in other models. The same holds
 * for a measurement, `example-ink`: its setting `k` has its own meaning, it is in the list of measurements, can be made, and its facts are shown.
 */
import { execFile } from "node:child_process";
import { cp, readFile, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { tsconfigsIn } from "../scripts/copies";
import { serveFolder } from "../scripts/serveDist";
import { expect, test } from "./room";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..");
const scratch = path.join(root, "test-results", "one-folder");
const COPIED = ["src", "packages", "scripts", "docs", "LICENSE", "README.md", "index.html", "package.json", "vite.config.ts", "vitest.config.ts", ...tsconfigsIn(root)];
/** Large folders that are only read. */
const LINKED = ["node_modules", "public"];

const inScratch = (program: string, ...args: readonly string[]) =>
  run(process.execPath, [path.join(root, "node_modules", program), ...args], { cwd: scratch });

test("a skeleton of a model, and of a measurement, is complete", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.setTimeout(240_000);
  await rm(scratch, { recursive: true, force: true });
  await Promise.all(COPIED.map((name) => cp(path.join(root, name), path.join(scratch, name), { recursive: true })));
  await Promise.all(LINKED.map((name) => symlink(path.join(root, name), path.join(scratch, name))));

  await inScratch("tsx/dist/cli.mjs", "scripts/new/new.ts", "model", "sliced-vae");
  await inScratch("tsx/dist/cli.mjs", "scripts/new/new.ts", "measurement", "example-ink");

  const checks = await inScratch("vitest/vitest.mjs", "run", "--reporter=verbose",
    "src/page/ui/texts.test.ts", "src/subject/models", "src/engine/parity", "src/engine/step", "src/page/equations", "-t", "sliced-vae|sliced-vae-preset|no others");
  const passed = stripVTControlCharacters(checks.stdout).replaceAll("'", "").split("\n").filter((line) => line.includes("✓"));
  for (const found of [
    "links.test.ts > the meaning of links to sliced-vae", "links.test.ts > sliced-vae-preset@1", "parity.test.ts > on wasm > sliced-vae",
    "parity.test.ts > compiled for wasm > sliced-vae", "models.test.ts > sliced-vae", "equation.test.ts > the equations of sliced-vae",
    "texts.test.ts > en", "texts.test.ts > zh-CN", "texts.test.ts > es",
  ]) {
    expect(passed.some((line) => line.includes(found)), found).toBe(true);
  }

  await inScratch("tsx/dist/cli.mjs", "scripts/engineScript.ts", "scripts/writeModelDocs.ts");
  expect(await readFile(path.join(scratch, "docs/models/sliced-vae.md"), "utf8")).toContain("size of the codes");
  expect(await readFile(path.join(scratch, "docs/models/presets.md"), "utf8")).toContain("`sliced-vae-preset`");

  const texts = path.join(scratch, "src/subject/measurements/example-ink/texts.zh-CN.ts");
  await rename(texts, `${texts}.away`);
  await expect(inScratch("vite/bin/vite.js", "build")).rejects.toThrow("The measurement example-ink has no texts.zh-CN.ts in its folder.");
  await rename(`${texts}.away`, texts);
  await inScratch("vite/bin/vite.js", "build");
  const server = await serveFolder(path.join(scratch, "dist"), "/", 0);
  try {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    await page.goto(`http://127.0.0.1:${address.port}/#model=sliced-vae&backend=wasm&lambda=3`);
    await expect(room.train).toBeEnabled();
    await room.trainSteps(3);
    expect(Object.keys(await room.losses())).toEqual(["reconstruction", "sliced-vae-size", "total"]);
    await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue("sliced-vae");
    await expect(page.getByRole("slider", { name: "example weight" })).toHaveValue("3");
    await page.getByRole("button", { name: "Measure", exact: true }).click();
    const ink = page.getByRole("dialog", { name: "Measurements" }).getByRole("listitem", { name: "Example of ink", exact: true });
    await expect(ink.getByText("samples 260 · times 2")).toBeVisible();
    await ink.getByRole("button", { name: "Run: Example of ink" }).click();
    await expect(ink.getByText("at step 3, from 260 samples")).toBeVisible();
    await expect(ink.getByText("mean ink")).toBeVisible();
    await expect(ink.getByText(/^0\.\d{3}$/)).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("combobox", { name: "Preset" }).selectOption({ label: "An example" });
    await expect.poll(async () => (await room.info()).fragment).toContain("preset=sliced-vae-preset@1");
    // Other models have a setting and a symbol with the same ids and other meanings.
    await page.goto(`http://127.0.0.1:${address.port}/#model=wgan-gp`);
    await expect(page.getByRole("slider", { name: "penalty weight" })).toBeVisible();
    await page.goto(`http://127.0.0.1:${address.port}/#model=sliced-vae&lang=zh-CN`);
    await expect(page.getByRole("option", { name: "示例 VAE" })).toBeAttached();
  } finally {
    server.close();
  }
});
