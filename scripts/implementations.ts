/**
 * `npm run check -- gpu --implementations` runs the shaders on other implementations of WebGPU than the browser's emulated one: on wgpu,
 * Firefox's, which npm's package `deno` contains, and on Dawn, Chromium's, which npm's package `webgpu` contains. Both use Mesa's lavapipe, a
 * Vulkan driver that computes on the processor. Each has to accept every shader of every variant of every model, to compute what plans and
 * random programs say, and to train all models to WASM's losses. `native/check.ts` has the options. An implementation that is not on this
 * machine is skipped, and the last lines say why. `--report=FILE` writes the numbers.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { BUNDLE, bundleNative } from "./native/bundle";

const TOOLS = path.join(import.meta.dirname, "..", "node_modules", ".cache", "implementations");
const INSTALL = "npm install --no-save --prefix node_modules/.cache/implementations deno@2.9.6 webgpu@0.6.2";
const DRIVERS = "/usr/share/vulkan/icd.d";

/** Something is not on this machine; the message says how to get it. */
class Missing extends Error {}

interface Implementation {
  readonly name: string;
  /** Returns the variables of its processes. Throws `Missing`. */
  environment(): Readonly<Record<string, string>>;
}

/** The file of this name pattern in a folder; undefined if there is none. */
const fileIn = (folder: string, pattern: RegExp): string | undefined =>
  existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)).map((name) => path.join(folder, name))[0] : undefined;

function driver(): string {
  const found = process.env["VK_ICD_FILENAMES"] ?? fileIn(DRIVERS, /^lvp_icd.*\.json$/);
  if (found === undefined) throw new Missing("Mesa's lavapipe is not in /usr/share/vulkan/icd.d: apt-get install mesa-vulkan-drivers, or name a driver in VK_ICD_FILENAMES.");
  return found;
}

/** The driver in front of lavapipe that `native/lavapipe.c` describes. */
function driverForDawn(): string {
  if (process.env["VK_ICD_FILENAMES"] !== undefined) return driver();
  driver();
  const library = path.join(TOOLS, "liblavapipe.so");
  mkdirSync(TOOLS, { recursive: true });
  try {
    execFileSync("gcc", ["-shared", "-fPIC", "-O1", "-o", library, path.join(import.meta.dirname, "native", "lavapipe.c"), "-ldl"], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    throw new Missing("There is no gcc, which Dawn's driver needs: apt-get install gcc libc6-dev.", { cause: error });
  }
  const manifest = path.join(TOOLS, "lavapipe.json");
  writeFileSync(manifest, JSON.stringify({ file_format_version: "1.0.0", ICD: { library_path: library, api_version: "1.3.0" } }));
  return manifest;
}

const IMPLEMENTATIONS: readonly Implementation[] = [
  {
    name: "wgpu",
    environment() {
      const platform = fileIn(path.join(TOOLS, "node_modules", "@deno"), /./);
      const deno = process.env["DENO"] ?? (platform && fileIn(platform, /^deno(\.exe)?$/));
      if (deno === undefined) throw new Missing(`npm's package deno is not installed: ${INSTALL}, or name its program in DENO.`);
      return { DENO: deno, VK_ICD_FILENAMES: driver() };
    },
  },
  {
    name: "Dawn",
    environment() {
      const own = path.join(TOOLS, "node_modules", "webgpu");
      const folder = process.env["WEBGPU_PACKAGE"] ?? (existsSync(own) ? own : undefined);
      if (folder === undefined) throw new Missing(`npm's package webgpu is not installed: ${INSTALL}, or name its folder in WEBGPU_PACKAGE.`);
      return { WEBGPU_PACKAGE: folder, VK_ICD_FILENAMES: driverForDawn(), DAWN: "backend=vulkan" };
    },
  },
];

/** Checks each implementation with these arguments of `native/check.ts`. Returns whether none failed. */
export async function checkImplementations(args: readonly string[], report: string | undefined): Promise<boolean> {
  const { DENO: _, ...others } = process.env;
  const skipped: string[] = [];
  let [passed, failed] = [0, 0];
  let isBundled = false;
  for (const { name, environment } of IMPLEMENTATIONS) {
    try {
      const variables = environment();
      if (!isBundled) await bundleNative(BUNDLE);
      isBundled = true;
      console.log(`\n${name}`);
      const { status } = spawnSync(process.execPath, [path.join(BUNDLE, "native", "check.mjs"), "--implementations", ...args], {
        stdio: "inherit", env: { XDG_RUNTIME_DIR: tmpdir(), ...others, ...variables },
      });
      if (status === 0) passed++;
      else failed++;
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      skipped.push(`${name}: ${error.message}`);
    }
  }
  if (report !== undefined) writeFileSync(report, JSON.stringify({ passed, failed, skipped: skipped.length, why: skipped }));
  console.log(["", `${passed} of ${IMPLEMENTATIONS.length} implementations passed, ${failed} failed, ${skipped.length} skipped`, ...skipped].join("\n"));
  return failed === 0;
}
