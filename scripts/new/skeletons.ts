/** The skeletons of what can be added, and how each is renamed and registered. */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Kind {
  /** The skeleton's folders below `src`, without their names. The first one has the registry. */
  readonly places: readonly string[];
  /** The name of the skeleton. */
  readonly example: string;
  /** Which names are allowed, in words and as a pattern. */
  readonly named: { readonly like: string; readonly pattern: RegExp };
  /** The file of the folder that exports the new thing, and the line of registry.ts after which its entry is added. */
  readonly exportedBy: string;
  readonly after: string;
  /** The row that a table needs: the document, the line before it, and the row. */
  readonly row?: { readonly document: string; readonly before: RegExp; readonly text: (name: string) => string };
  /** Returns what the author does next, in order. */
  readonly next: (name: string) => readonly string[];
}

const FOLDER_NAME = { like: "small letters and digits, joined by hyphens, such as wae or class-accuracy", pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ };

export const KINDS: Readonly<Record<string, Kind>> = {
  model: {
    places: ["subject/models"], example: "example-vae", named: FOLDER_NAME, exportedBy: "model", after: "models: readonly Model[] = [\n",
    next: (name) => [
      `fill in src/subject/models/${name}: "Fill in" marks where`, `python3 scripts/parity/generate.py ${name}    writes golden.json from reference.py; it needs PyTorch`,
      "npx vitest run links -u    adds the links of its presets to links.txt", "npm run docs    writes its page in docs/models",
    ],
  },
  measurement: {
    places: ["subject/measurements", "engine/measures"], example: "example-ink", named: FOLDER_NAME, exportedBy: "definition", after: "const LISTED = {\n",
    row: {
      document: "docs/scripting.md", before: /^\| `"[\w-]+"` \| .*\n(?!\|)/m,
      text: (name) => `| \`"${name}"\` | \`samples\` 260, \`k\` 2 | all, on images | \`ink\` |\n`,
    },
    next: (name) => [`fill in src/subject/measurements/${name} and src/engine/measures/${name}: "Fill in" marks where`, `npx vitest run src/subject/measurements src/engine/measures/${name}`],
  },
  feature: {
    places: ["page/features"], example: "greeting", named: { like: "one word, or several joined by capitals, such as talk or machineCheck", pattern: /^[a-z][a-zA-Z0-9]*$/ },
    exportedBy: "slice", after: "defineSlices({\n",
    row: { document: "docs/links.md", before: /^\| `\w+` \| .*\n(?!\|)/m, text: (name) => `| \`${name}\` | whom the feature ${name} greets | nobody |\n` },
    next: (name) => [`change src/page/features/${name} to what it is for`, `npm run types, and npx eslint src/page/features/${name}`],
  },
};

const inCapitals = (name: string) => name.replace(/^[a-z]/, (first) => first.toUpperCase());
const identifierOf = (name: string) => name.replace(/-([a-z0-9])/g, (_, next: string) => next.toUpperCase());

/** Returns a text of the skeleton with the new name in place of the skeleton's. */
function renamed(text: string, { example }: Kind, name: string): string {
  const family = /^example-/.test(example) ? text.replaceAll(example, name).replaceAll(/\bexample-(?=[a-z])/g, `${name}-`) : text.replaceAll(example, name);
  return family.replaceAll(identifierOf(example), identifierOf(name)).replaceAll(inCapitals(identifierOf(example)), inCapitals(identifierOf(name)));
}

/** Returns why nothing of this name can be added; null if it can. */
function objection(kind: Kind, name: string, root: string): string | null {
  if (!kind.named.pattern.test(name)) return `"${name}" is no name for it: it has ${kind.named.like}.`;
  try {
    new Function(`"use strict"; let ${identifierOf(name)};`);
  } catch {
    return `"${name}" is a word of JavaScript, which a constant cannot have as its name.`;
  }
  const existing = kind.places.map((place) => path.join("src", place, name)).find((folder) => existsSync(path.join(root, folder)));
  return existing === undefined ? null : `${existing} exists already. Choose another name, or change what is there.`;
}

/** Adds a skeleton to the project in `root`. Returns what is left to do. Throws an error that says what to do instead. */
export function create(kindName: string, name: string, root: string): readonly string[] {
  const kind = KINDS[kindName];
  if (!kind) throw new Error(`npm run new -- ${Object.keys(KINDS).join("|")} NAME: there is no skeleton of "${kindName}".`);
  const why = objection(kind, name, root);
  if (why !== null) throw new Error(why);
  const rewrite = (file: string, change: (text: string) => string) => writeFileSync(file, change(readFileSync(file, "utf8")));
  for (const place of kind.places) {
    const folder = path.join(root, "src", place, name);
    cpSync(path.join(import.meta.dirname, "skeletons", kindName, place, kind.example), folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      const at = path.join(folder, renamed(file, kind, name));
      renameSync(path.join(folder, file), at);
      rewrite(at, (text) => renamed(text, kind, name));
    }
  }
  const exported = identifierOf(name);
  rewrite(path.join(root, "src", kind.places[0]!, "registry.ts"), (text) => {
    if (!text.includes(kind.after)) throw new Error(`registry.ts has no line ${JSON.stringify(kind.after)} after which a ${kindName} is added.`);
    const entry = kindName === "measurement" && exported !== name ? `"${name}": ${exported}` : exported;
    const importLine = `import { ${exported} } from "./${name}/${kind.exportedBy}";\n`;
    return text.replace(/^import /m, `${importLine}import `).replace(kind.after, `${kind.after}  ${entry},\n`);
  });
  if (kind.row) {
    const { document, before, text } = kind.row;
    rewrite(path.join(root, document), (page) => page.replace(before, (line) => `${line}${text(name)}`));
  }
  return kind.next(name);
}
