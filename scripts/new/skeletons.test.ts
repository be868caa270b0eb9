/** A new folder has the new name everywhere, its line and its row; a name that cannot be is refused before anything is written. That it passes its tests is checked in e2e/oneFolder.spec.ts and e2e/oneFeature.spec.ts. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { create, KINDS } from "./skeletons";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "new-"));
  for (const file of ["docs/scripting.md", "docs/links.md", ...Object.values(KINDS).map(({ places }) => `src/${places[0]!}/registry.ts`)]) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    cpSync(file, path.join(root, file));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const filesOf = (folder: string) => readdirSync(path.join(root, folder)).map((file) => read(path.join(folder, file))).join("\n");

describe("a skeleton", () => {
  it("of a model has its name in its files and in the registry", () => {
    expect(create("model", "sliced-wae", root)[0]).toContain("src/subject/models/sliced-wae");
    const files = filesOf("src/subject/models/sliced-wae");
    expect(files).not.toMatch(/example-|exampleVae/);
    expect(files).toContain('"sliced-wae-preset"');
    expect(JSON.parse(read("src/subject/models/sliced-wae/golden.json"))).toMatchObject({ model: "sliced-wae" });
    expect(read("src/subject/models/registry.ts")).toMatch(/import \{ slicedWae \} from "\.\/sliced-wae\/model";[^]*= \[\n {2}slicedWae,\n/);
  });

  it("of a measurement has a folder in the engine, too, and a row in the documentation", () => {
    create("measurement", "stroke-width", root);
    expect(filesOf("src/subject/measurements/stroke-width") + filesOf("src/engine/measures/stroke-width")).not.toMatch(/example-|exampleInk|ExampleInk/);
    expect(read("src/engine/measures/stroke-width/measure.ts")).toContain("subject/measurements/stroke-width/definition");
    expect(read("src/subject/measurements/registry.ts")).toContain('LISTED = {\n  "stroke-width": strokeWidth,\n');
    expect(read("docs/scripting.md")).toContain('\n| `"stroke-width"` | ');
  });

  it("of a feature has its key in the documentation of links", () => {
    create("feature", "quizCards", root);
    expect(readdirSync(path.join(root, "src/page/features/quizCards"))).toContain("QuizCards.tsx");
    expect(filesOf("src/page/features/quizCards")).not.toMatch(/[gG]reeting/);
    expect(read("src/page/features/registry.ts")).toContain("defineSlices({\n  quizCards,\n");
    expect(read("docs/links.md")).toContain("\n| `quizCards` | ");
  });
});

test.each([
  ["model", "vae", null], ["model", "My VAE", /small letters/], ["model", "变分", /small letters/], ["model", "", /small letters/], ["model", "class", /word of JavaScript/],
  ["measurement", "../ink", /small letters/], ["feature", "my-feature", /joined by capitals/], ["lesson", "one", /no skeleton of "lesson"/],
] as const)("a %s called %j is refused, and nothing is written", (kind, name, why) => {
  if (why === null) {
    create(kind, name, root);
    expect(() => create(kind, name, root)).toThrow(/exists already/);
    return;
  }
  const before = read("src/subject/models/registry.ts");
  expect(() => create(kind, name, root)).toThrow(why);
  expect(read("src/subject/models/registry.ts")).toBe(before);
});
