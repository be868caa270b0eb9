/**
 * `npm run soak -- 20`: builds the page, and for so many minutes (20 where none are said) does to it whatever a reader may do, in any order
 * (e2e/soak.spec.ts). SOAK_SEED=… in the environment repeats the round that a failure named.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build } from "vite";

const root = path.join(import.meta.dirname, "..");
const minutes = process.argv[2] ?? "20";
if (!(Number(minutes) > 0)) throw new Error(`npm run soak -- MINUTES: ${minutes} is no number of minutes above 0.`);

await build({ root, logLevel: "warn" });
const { status } = spawnSync(process.execPath, [path.join(root, "node_modules/@playwright/test/cli.js"), "test", "e2e/soak.spec.ts"], {
  cwd: root, stdio: "inherit", env: { ...process.env, SOAK_MINUTES: minutes },
});
process.exitCode = status ?? 1;
