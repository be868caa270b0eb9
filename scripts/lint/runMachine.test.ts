/** What changes over time in `src/page/app` lies in few places: the states of a run and of its saving in their machines, which are pure, and their effects in interpreters. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const app = path.join(import.meta.dirname, "..", "..", "src", "page", "app");
const files = readdirSync(app, { recursive: true, encoding: "utf8" }).map((file) => file.split(path.sep).join("/"))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|testing/.test(file));
const read = (file: string) => readFileSync(path.join(app, file), "utf8");
const lets = (file: string) => read(file).match(/^\s*(export )?let /gm)?.length ?? 0;
const inRun = (found: (file: string) => number) => Object.fromEntries(files.filter((file) => file.startsWith("run/")).map((file) => [file, found(file)] as const).filter(([, count]) => count > 0));

/** A number may fall; a commit that raises it says why. */
test("no more variables change than today", () => {
  expect(files.reduce((sum, file) => sum + lets(file), 0)).toBeLessThanOrEqual(45);
  expect(Object.keys(inRun(lets))).toEqual(["run/connection.ts", "run/interpreter.ts"]);
});

test("machines are pure: they import values of core and of machines only, and know neither store nor worker nor clock", () => {
  for (const file of files.filter((one) => one.includes("/machine/"))) {
    const imports = [...read(file).matchAll(/^import (?!type)(.*) from "(.*)";$/gm)].map(([, , from]) => from!);
    expect(imports.filter((from) => !/^\.\/|\/core\/|\/machine\//.test(from)), file).toEqual([]);
    const code = read(file).replaceAll(/\/\*[^]*?\*\//g, "");
    expect(/setState|getState|\bcall\(|setTimeout|performance\.now|Promise\.|await |Math\.random/.exec(code), file).toBeNull();
  }
});

test("of a run's files the interpreter, which has 200 lines at most, and the connection call the worker", () => {
  const calls = inRun((file) => read(file).match(/(client\(\)!?\??|client!?|started|worker)\.(call|begin|lose)\(/g)?.length ?? 0);
  expect(Object.keys(calls).filter((file) => !/\/(interpreter|connection|runKeeper|runEvents)\.ts/.test(file))).toEqual([]);
  expect(read("run/interpreter.ts").split("\n").length - 1).toBeLessThanOrEqual(200);
});
