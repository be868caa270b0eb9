/**
 * The example folders that end-to-end tests add to a copy of the page import only names that the page has. The compiler checks them there, which
 * takes minutes and is therefore part of `npm run test:all` only.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..", "..");
/** The folders of examples, and where each is added. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "e2e/clashing": "page/features/clashing", "scripts/new/skeletons/feature/page/features/greeting": "page/features/greeting", "scripts/new/skeletons/model/subject/models/example-vae": "subject/models/example-vae",
  ...Object.fromEntries(["subject/measurements/example-ink", "engine/measures/example-ink"].map((place) => [`scripts/new/skeletons/measurement/${place}`, place])),
};
const IMPORT = /import (?:type )?\{([^}]*)\} from "(\.[^"]+)"/g;

/** The names that a module exports. */
const exportsOf = (file: string): ReadonlySet<string> => new Set([...readFileSync(file, "utf8").matchAll(
  /export (?:declare )?(?:async function\*?|function\*?|const|class|interface|type|enum) (\w+)|export (?:type )?\{([^}]*)\}/g,
)].flatMap(([, name, list]) => (name ? [name] : list!.split(",").map((one) => one.trim().split(" as ").at(-1)!))));

test.each(Object.entries(EXAMPLES))("%s imports names that exist where it is added", (example, place) => {
  const folder = path.join(root, example);
  const imports = readdirSync(folder).filter((name) => /\.tsx?$/.test(name)).flatMap((name) =>
    [...readFileSync(path.join(folder, name), "utf8").matchAll(IMPORT)].map(([, names, from]) => ({ name, names: names!, from: from! })));
  expect(imports.length).toBeGreaterThan(0);
  for (const { name, names, from } of imports) {
    const target = Object.entries(EXAMPLES).reduce((to, [added, at]) => to.replace(`src/${at}/`, `${added}/`), path.join("src", place, from));
    const file = [".ts", ".tsx"].map((end) => path.join(root, `${target}${end}`)).find(existsSync);
    const known = exportsOf(file ?? expect.fail(`${name} imports ${from}, which does not exist`));
    const wanted = names.split(",").map((one) => one.trim().replace(/^type /, "").split(" as ")[0]!).filter((one) => one !== "");
    expect(wanted.filter((one) => !known.has(one)), `${name} from ${from}`).toEqual([]);
  }
});
