/** Each released version has a file of each promised format, which later versions read: `src/page/app/released.test.ts`, `src/page/app/keptRuns/released.test.ts` and `e2e/released.spec.ts`. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What a version wrote, by its promise in docs/versions.md. */
const FILES = {
  "links": ["links.json"], "run files": ["run.safetensors", "run.json"], "run cards": ["run-card.json"], "talk files": ["talk.json"], "saved runs": ["browser.json.gz"],
  "the scripting handle": ["handle.json"], "embedding": ["embedding.json"],
};
const versions = [...readFileSync("CHANGELOG.md", "utf8").matchAll(/^## (\d+\.\d+\.\d+)\b/gm)].map(([, version]) => version!);

test("there is a released version", () => expect(versions).toContain("1.0.0"));

test.each(versions)("%s has a file of each format", (version) => {
  expect(Object.values(FILES).flat().filter((file) => !existsSync(`e2e/released/${version}/${file}`))).toEqual([]);
});

test("docs/versions.md promises each format and names its file", () => {
  const rows = readFileSync("docs/versions.md", "utf8").split("\n").filter((line) => line.startsWith("| "));
  for (const [promise, files] of Object.entries(FILES)) {
    const row = rows.find((line) => line.toLowerCase().startsWith(`| ${promise} |`));
    for (const file of files) expect(row, promise).toContain(`\`${file}\``);
  }
});
