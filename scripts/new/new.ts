/** `npm run new -- model|measurement|feature NAME` adds a folder that passes its tests, with its line in the registry, and says what to fill in. */
import path from "node:path";
import { create } from "./skeletons";

const [kind = "", name = ""] = process.argv.slice(2);
try {
  const next = create(kind, name, path.resolve(import.meta.dirname, "../.."));
  console.log(`The ${kind} ${name} is there. Next:\n${next.map((line) => `  ${line}`).join("\n")}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
