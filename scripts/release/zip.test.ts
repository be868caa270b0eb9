/** A ZIP file of a release has the same bytes whenever, wherever and in whatever order its files were written. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { zipOf } from "./zip";

const CONTENTS = { "index.html": "the page", "assets/a.js": "a", "assets/b.js": "b" };

function zipped(files: readonly (keyof typeof CONTENTS)[], year: number): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), "elbo-room-"));
  try {
    mkdirSync(path.join(folder, "assets"));
    for (const file of files) {
      writeFileSync(path.join(folder, file), CONTENTS[file]);
      utimesSync(path.join(folder, file), new Date(year, 5, 1), new Date(year, 5, 1));
    }
    return zipOf(folder, "page");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("names and contents alone decide its bytes", () => {
  const first = zipped(["index.html", "assets/a.js", "assets/b.js"], 2020);
  expect(Object.entries(unzipSync(first)).map(([name, content]) => [name, strFromU8(content)])).toEqual([
    ["page/assets/a.js", "a"], ["page/assets/b.js", "b"], ["page/index.html", "the page"],
  ]);
  expect(zipped(["assets/b.js", "index.html", "assets/a.js"], 2026)).toEqual(first);
});
