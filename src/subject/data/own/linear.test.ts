/** The work of reading grows with the number of files and rows, not with its square: the array elements that it visits are counted. */
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ChosenFile } from "../../../core/data/ownData";
import { writeIdx } from "./idx";
import { prepare, suggestedOptions } from "./prepare";
import { readFiles } from "./read";

const file = (path: string, content: string | Uint8Array): ChosenFile => ({ path, bytes: new Uint8Array(typeof content === "string" ? strToU8(content) : content) });
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4);
const each = <T>(count: number, of: (i: number) => T): readonly T[] => Array.from({ length: count }, (_, i) => of(i));

const VISITING = ["every", "some", "filter", "map", "flatMap", "find", "findIndex", "indexOf", "includes", "forEach", "reduce", "shift", "unshift", "splice", "concat"] as const;

/** Returns how many elements the methods of arrays visit, at most, while the files are read and prepared. */
async function visits(files: readonly ChosenFile[]): Promise<number> {
  let count = 0;
  const before = VISITING.map((name) => [name, Object.getOwnPropertyDescriptor(Array.prototype, name)!] as const);
  for (const [name, { value, ...rest }] of before) {
    Object.defineProperty(Array.prototype, name, { ...rest, value(this: unknown[], ...given: unknown[]): unknown {
      count += this.length;
      return Reflect.apply(value, this, given);
    } });
  }
  try {
    const given = await readFiles(files, async () => ({ width: 4, height: 4, pixels: Uint8Array.from({ length: 16 }, (_, at) => 16 * at) }));
    await prepare(given, { ...suggestedOptions(given), centred: false });
    return count;
  } finally {
    for (const [name, descriptor] of before) Object.defineProperty(Array.prototype, name, descriptor);
  }
}

/** Half of the images belong to ten classes, so that they suffice, and each of the others to its own. */
const ofClass = (i: number) => (i % 2 === 0 ? i % 20 : i);
const digits = (count: number) => [file("images", writeIdx([count, 4, 4], Uint8Array.from({ length: 16 * count }, (_, at) => 1 + (at % 200)))), file("labels", writeIdx([count], Uint8Array.from({ length: count }, (_, i) => i % 10)))];

describe.each<readonly [string, (count: number) => readonly ChosenFile[]]>([
  ["images in one folder", (count) => each(count, (i) => file(`a/${i}.png`, PNG))],
  ["images in as many folders", (count) => each(count, (i) => file(`a/${ofClass(i)}/b.png`, PNG))],
  ["images of one name", (count) => each(count, () => file("a/b.png", PNG))],
  ["images in a ZIP", (count) => [file("a.zip", zipSync(Object.fromEntries(each(count, (i) => [`a/${i % 3}/${i}.png`, PNG]))))]],
  ["images in as many ZIPs", (count) => each(count, (i) => file(`${i}.zip`, zipSync({ [`${i}.png`]: PNG })))],
  ["MNIST's format beside other files", (count) => [...digits(400), ...each(count, (i) => file(`${i}.txt`, "a"))]],
  ["rows of a table, each of its own class", (count) => [file("a.csv", each(count, (i) => `class ${ofClass(i)},${each(16, (k) => 1 + (7 * k * i) % 255).join()}`).join("\n"))]],
])("%s", (_, of) => {
  it("are read by work in proportion to their number", async () => {
    await visits(of(400)); // what is computed once
    const [few, many] = [await visits(of(400)), await visits(of(3200))];
    expect(many / few).toBeLessThan(16); // 8 in proportion, 64 by its square
  });
});
