/** Common parts of the searches for browsers: programs on the PATH, and Debian's packages if they may be installed. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A browser is missing and cannot be installed. The message says what to do. */
export class NoBrowser extends Error {
  override readonly name = "NoBrowser";
}

/** Writes a line to stderr. */
export const say = (line: string) => process.stderr.write(`${line}\n`);

/** Returns whether a program exists and starts: Ubuntu's `chromium-browser`, for example, is often a stub that asks for snap. */
export const runs = (file: string, ...args: readonly string[]): boolean =>
  existsSync(file) && spawnSync(file, args.length > 0 ? args : ["--version"], { stdio: "ignore", timeout: 60_000 }).status === 0;

/** Returns all files on the PATH with one of these names, in the order of the names. */
export function onPath(...names: readonly string[]): string[] {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).filter((file) => existsSync(file));
}

/** Runs a command with its output on stderr; returns whether it succeeded. */
export function succeeds(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  say(`> ${[command, ...args].join(" ")}`);
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env: { ...process.env, ...env } }).status === 0;
}

const isDebian = (): boolean =>
  existsSync("/etc/os-release") && /^ID=["']?debian/m.test(readFileSync("/etc/os-release", "utf8"));

/** The command line of apt-get; null if it cannot be called, or on Ubuntu, whose browser packages only point to snaps. */
function aptGet(): readonly string[] | null {
  if (!isDebian()) return null;
  if (process.getuid?.() === 0) return ["apt-get"];
  return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo", "-n", "apt-get"] : null;
}

/** Returns whether Debian's packages can be installed here, so that a missing browser is an error. */
export const mayInstall = (): boolean => aptGet() !== null;

/** Installs Debian's packages if possible; returns whether they are there now. */
export function install(what: string, ...packages: readonly string[]): boolean {
  const apt = aptGet();
  if (!apt) return false;
  say(`No ${what} found: installing Debian's package.`);
  const [command = "", ...before] = apt;
  const run = (...args: string[]) => succeeds(command, [...before, ...args], { DEBIAN_FRONTEND: "noninteractive" });
  return run("update") && run("install", "-y", "--no-install-recommends", ...packages);
}
