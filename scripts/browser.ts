/**
 * Finds a Chromium for the tests and the README's pictures, or gets one: what CHROMIUM names, what the PATH has,
 * what Playwright has already downloaded, Debian's package, Playwright's download. Prints its path when run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** It exists and can start: Ubuntu's `chromium-browser`, for one, is often a stub that asks for snap. */
const runs = (file: string): boolean =>
  existsSync(file) && spawnSync(file, ["--version"], { stdio: "ignore", timeout: 60_000 }).status === 0;

function onPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(runs);
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Runs a command with its output on stderr; whether it succeeded. */
function succeeds(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  say(`> ${[command, ...args].join(" ")}`);
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env: { ...process.env, ...env } }).status === 0;
}

/** Debian packages a real Chromium; Ubuntu only a pointer to a snap. */
function isDebian(): boolean {
  return existsSync("/etc/os-release") && /^ID=["']?debian/m.test(readFileSync("/etc/os-release", "utf8"));
}

function fromDebian(): string | undefined {
  if (!isDebian()) return undefined;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0) return undefined;
  say("No Chromium found: installing Debian's package.");
  const apt = (...args: string[]) => {
    const quietly = { DEBIAN_FRONTEND: "noninteractive" };
    return root ? succeeds("apt-get", args, quietly) : succeeds("sudo", ["-n", "apt-get", ...args], quietly);
  };
  return apt("update") && apt("install", "-y", "--no-install-recommends", "chromium") ? onPath() : undefined;
}

function fromPlaywright(): string | undefined {
  say("No Chromium found: downloading Playwright's.");
  const cli = path.join(import.meta.dirname, "..", "node_modules", "playwright", "cli.js");
  const root = process.getuid?.() === 0 && process.platform === "linux";
  const install = (...options: string[]) => succeeds(process.execPath, [cli, "install", ...options, "chromium"]);
  const got = (root && install("--with-deps")) || install();
  return got ? [chromium.executablePath()].find(runs) : undefined;
}

/** The path of a Chromium that starts. Rejects with what to do if there is none and none could be had. */
export async function findBrowser(): Promise<string> {
  const wished = process.env["CHROMIUM"];
  if (wished !== undefined && wished !== "") {
    if (runs(wished)) return wished;
    throw new Error(`CHROMIUM=${wished} is not a browser that starts.`);
  }
  const found = onPath() ?? [chromium.executablePath()].find(runs) ?? fromDebian() ?? fromPlaywright();
  if (found === undefined) {
    throw new Error(
      "No Chromium found, and none could be installed. Install one (Debian: `sudo apt-get install chromium`; " +
      "elsewhere: `npx playwright install --with-deps chromium`) or name it: CHROMIUM=/path/to/chromium npm test",
    );
  }
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(await findBrowser());
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
