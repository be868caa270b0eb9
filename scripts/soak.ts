/**
 * `npm run soak -- 20` builds the page and for 20 minutes (the default) executes random commands of a reader
 * (e2e/soak.spec.ts). SOAK_SEED=… in the environment repeats the round that a failure named.
 * `npm run soak -- --orders 0..100000` delivers the messages of page, workers and two tabs in the random orders of these seeds
 * (src/page/app/testing/simulation/orders.test.ts).
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { build } from "vite";

const root = path.join(import.meta.dirname, "..");
const run = (program: string, args: readonly string[], env: Readonly<Record<string, string>>): never => {
  const { status } = spawnSync(process.execPath, [path.join(root, "node_modules", program), ...args], { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  process.exit(status ?? 1);
};

const [option, seeds = "0..100000"] = process.argv.slice(2);
if (option === "--orders") run("vitest/vitest.mjs", ["run", "src/page/app/testing/simulation/orders.test.ts"], { ORDERS: seeds });

const minutes = process.argv[2] ?? "20";
if (!(Number(minutes) > 0)) throw new Error(`npm run soak -- MINUTES: ${minutes} is no number of minutes above 0.`);

await build({ root, logLevel: "warn" });
run("@playwright/test/cli.js", ["test", "e2e/soak.spec.ts"], { EXHAUSTIVE: "1", SOAK_MINUTES: minutes });
