/**
 * `npm run new -- feature greeting`, in a copy of the project, adds a button, a choice that the
 * browser remembers, a key of links, texts in all languages and a command of the run's worker, without other changes. A second
 * folder, which breaks the rules, is refused by name.
 */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { tsconfigsIn } from "../scripts/copies";
import { serveFolder } from "../scripts/serveDist";
import { expect, test } from "./room";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..");
const scratch = path.join(root, "test-results", "one-feature");
const COPIED = ["src", "packages", "scripts", "docs", "LICENSE", "index.html", "package.json", "vite.config.ts", ...tsconfigsIn(root), "eslint.config.js"];
/** Large folders that are only read. */
const LINKED = ["node_modules", "public"];

/** Runs a program, and throws what it printed if it fails. */
const inScratch = (program: string, ...args: readonly string[]) =>
  run(process.execPath, [path.join(root, "node_modules", program), ...args], { cwd: scratch }).catch(({ stdout, stderr }: { stdout: string; stderr: string }) => {
    throw new Error(stdout + stderr);
  });

/** The output of a program that fails. */
const refusal = (program: string, ...args: readonly string[]) => inScratch(program, ...args).then(() => "no error", ({ message }: Error) => message);

async function add(feature: string): Promise<void> {
  await cp(path.join(import.meta.dirname, feature), path.join(scratch, "src/page/features", feature), { recursive: true });
  const registry = path.join(scratch, "src/page/features/registry.ts");
  const listed = (await readFile(registry, "utf8")).replace("defineSlices({\n", `defineSlices({\n  ${feature},\n`);
  await writeFile(registry, `import { ${feature} } from "./${feature}/slice";\n${listed}`);
}

test("a folder and a line add a feature", { tag: "@exhaustive" }, async ({ room, page }) => {
  test.setTimeout(600_000); // types and lint of the page, twice
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  await Promise.all(COPIED.map((name) => cp(path.join(root, name), path.join(scratch, name), { recursive: true })));
  await Promise.all(LINKED.map((name) => symlink(path.join(root, name), path.join(scratch, name))));
  await inScratch("tsx/dist/cli.mjs", "scripts/new/new.ts", "feature", "greeting");
  await inScratch("typescript-7/bin/tsc", "-p", "tsconfig.page.json");
  await inScratch("eslint/bin/eslint.js", "src/page/features");
  await inScratch("vite/bin/vite.js", "build");
  const server = await serveFolder(path.join(scratch, "dist"), "/", 0);
  try {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    const url = `http://127.0.0.1:${address.port}/`;
    await page.goto(`${url}#model=vae&backend=wasm&greeting=Ada-L`);
    await expect(room.train).toBeEnabled();
    await room.trainSteps(3);
    await page.getByRole("button", { name: "Greet" }).click();
    await expect(page.getByText("Hello, Ada-L: the run stands at step 3.")).toBeVisible();
    expect((await room.info()).fragment).toContain("greeting=Ada-L");
    await room.status.getByRole("button").click();
    await page.getByRole("checkbox", { name: "Greet politely" }).check();
    await page.goto(`${url}?again#model=vae&backend=wasm&greeting=Ada&lang=zh-CN`);
    await page.getByRole("button", { name: "问候" }).click();
    await expect(page.getByText("Good day, Ada: the run stands at step 0.")).toBeVisible();
    await page.goto("about:blank"); // the page still loads what comes later
  } finally {
    server.close();
  }

  await add("clashing");
  const [types, lint] = [await refusal("typescript-7/bin/tsc", "-p", "tsconfig.page.json"), await refusal("eslint/bin/eslint.js", "src/page/features")];
  expect(types).toContain("the key greetingGuest belongs to another feature, too");
  expect(types).toMatch(/clashing\/texts\.zh-CN\.ts.*'about' is missing/);
  expect(lint).toContain("features/clashing may not import features/greeting");
});
