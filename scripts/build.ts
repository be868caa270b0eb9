/**
 * `npm run build` packs the data, checks the types and builds the page into dist/. `-- --single` builds the whole page as one file,
 * dist-single/elbo-room.html. Its links lead to `--address=https://…`, the page on a host, if that is given.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "vite";
import { packMnist } from "./packMnist";
import { buildSingle, SINGLE_FILE } from "./single/buildSingle";

const { values: { single, address } } = parseArgs({ options: { single: { type: "boolean", default: false }, address: { type: "string" } } });
if (address !== undefined && !(single && /^https?:\/\/[^\s#]+$/.test(address))) throw new Error("--address is for --single, and an address such as https://example.org/elbo-room/");
const root = path.join(import.meta.dirname, "..");

await packMnist();
const { status } = spawnSync(process.execPath, [path.join(root, "node_modules/typescript-7/bin/tsc"), "-b"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
if (single) {
  const bytes = await buildSingle(address);
  console.log(`${path.relative(root, SINGLE_FILE)}: ${(bytes / 1e6).toFixed(1)} MB, the whole page. Open it with a browser.`);
} else {
  await build({ root });
}
