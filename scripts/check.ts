/**
 * `npm run check -- NAME… [ARGUMENT…]` runs the checks of these names (`checks.ts`) one after another, each with the arguments after the last
 * name. Without a name it lists them. It exits with 1 if one fails.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { argsOf, checkList, findCheck, type CheckName } from "./checks";

const root = path.join(import.meta.dirname, "..");
const run = (args: readonly string[]) => spawnSync(process.execPath, [path.join(root, "node_modules/tsx/dist/cli.mjs"), ...args], { cwd: root, stdio: "inherit" }).status === 0;

const words = process.argv.slice(2);
const firstArgument = words.findIndex((word) => !findCheck(word));
const names = (firstArgument === -1 ? words : words.slice(0, firstArgument)) as readonly CheckName[];
const args = words.slice(names.length);

if (names.length === 0) {
  if (args.length > 0) console.error(`No check is called ${args[0]}.`);
  console.log(`npm run check -- NAME… runs the checks of these names:\n\n${checkList()}\n\ndocs/commands.md has their arguments.`);
  process.exitCode = args.length > 0 ? 1 : 0;
} else if (names.some((name) => findCheck(name)!.data) && !run(["scripts/packMnist.ts"])) {
  process.exitCode = 1;
} else {
  const failed = names.filter((name) => !run([...argsOf(name), ...args]));
  if (names.length > 1) console.log(failed.length === 0 ? `\nAll passed: ${names.join(", ")}` : `\nFailed: ${failed.join(", ")}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
