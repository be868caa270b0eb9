/** Each interface that a browser can refuse, and that the page uses, is in the table of what its refusal costs. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { CAN_REFUSE, INTERFACES } from "../../e2e/faults/interfaces";

const root = path.join(import.meta.dirname, "..", "..");
/** The sources of the page and its workers. The service worker is tested with its own faults, and nothing loads it where it is refused. */
const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/"))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing|^serviceWorker\//.test(file));
const source = files.map((file) => readFileSync(path.join(root, "src", file), "utf8").replace(/\/\*[^]*?\*\/|(^|\s)\/\/.*$/gm, "")).join("\n");

/** Methods, whatever they are called on. */
const METHODS = /^(request|exit|toBlob|toDataURL|getImageData|startViewTransition|execCommand|webkit)/;

/** What uses an interface through a package. */
const THROUGH: Readonly<Record<string, RegExp>> = { indexedDB: /\bopenDB\b/ };

/** Returns whether the source uses an interface: as a global, as a member of its owner, or by destructuring it. */
function isUsed(name: string): boolean {
  const [, owner, member = name] = /^(?:(\w+)\.)?(\w+)$/.exec(name)!;
  if (owner) return new RegExp(`\\b${owner}(\\?|!)?\\.${member}\\b|\\{[^}]*\\b${member}\\b[^}]*\\} = ${owner}\\b`).test(source);
  if (THROUGH[name]?.test(source) || source.includes(`"${name}" in `)) return true;
  if (METHODS.test(name) && name !== "requestIdleCallback") return new RegExp(`\\.${name}\\b`).test(source);
  return new RegExp(`(new |typeof |globalThis\\.|window\\.|[=(:>!] ?|^\\s*|return |await )${name}(\\(|\\.|;| |\\?|!|\\))`, "m").test(source);
}

test("the table has each interface that the source uses, and no other", () => {
  expect(CAN_REFUSE.filter(isUsed).toSorted()).toEqual(Object.keys(INTERFACES).toSorted());
});
