/** What the searches for browsers have in common: programs on the PATH, and Debian's packages where they may be installed. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** There is no such browser here and none could be had. The message says what to do. */
export class NoBrowser extends Error {
  override readonly name = "NoBrowser";
}

export const say = (line: string) => process.stderr.write(`${line}\n`);

/** It exists and can start: Ubuntu's `chromium-browser`, for one, is often a stub that asks for snap. */
export const runs = (file: string, ...args: readonly string[]): boolean =>
  existsSync(file) && spawnSync(file, args.length > 0 ? args : ["--version"], { stdio: "ignore", timeout: 60_000 }).status === 0;

/** Every file of the PATH with one of these names, the first name's first. */
export function onPath(...names: readonly string[]): string[] {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).filter((file) => existsSync(file));
}

/** Runs a command with its output on stderr; whether it succeeded. */
export function succeeds(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  say(`> ${[command, ...args].join(" ")}`);
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env: { ...process.env, ...env } }).status === 0;
}

const isDebian = (): boolean =>
  existsSync("/etc/os-release") && /^ID=["']?debian/m.test(readFileSync("/etc/os-release", "utf8"));

/** How apt-get is called here; null where it cannot be, or would bring something else: Ubuntu's browsers are pointers to snaps. */
function aptGet(): readonly string[] | null {
  if (!isDebian()) return null;
  if (process.getuid?.() === 0) return ["apt-get"];
  return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo", "-n", "apt-get"] : null;
}

/** Whether Debian's packages can be had here, so that a browser of theirs cannot be missing for good reason. */
export const mayInstall = (): boolean => aptGet() !== null;

/** Installs Debian's packages where that is possible; whether they are there now. */
export function install(what: string, ...packages: readonly string[]): boolean {
  const apt = aptGet();
  if (!apt) return false;
  say(`No ${what} found: installing Debian's package.`);
  const [command = "", ...before] = apt;
  const run = (...args: string[]) => succeeds(command, [...before, ...args], { DEBIAN_FRONTEND: "noninteractive" });
  return run("update") && run("install", "-y", "--no-install-recommends", ...packages);
}
