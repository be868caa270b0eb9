/**
 * Runs checks and races in Node on the machine's own GPU, without a browser: `npm run native -- check …` and `npm run native -- steps …`.
 * `--only-build FOLDER` writes the bundle that they run into a folder. `native/host.ts` says where WebGPU comes from.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { BUNDLE, bundleNative } from "./native/bundle";

const [command, ...rest] = process.argv.slice(2);
const onlyBuild = command === "--only-build";
if (!(onlyBuild && rest.length === 1) && command !== "check" && command !== "steps") {
  console.error("npm run native -- check …, npm run native -- steps …, or npm run native -- --only-build FOLDER");
  process.exit(1);
}
await bundleNative(onlyBuild ? path.resolve(rest[0]!) : BUNDLE);
if (!onlyBuild) {
  const { status } = spawnSync(process.execPath, [path.join(BUNDLE, "native", `${command}.mjs`), ...rest], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
