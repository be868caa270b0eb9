/**
 * Finds or installs a Chromium for the tests and the README's pictures. It tries the CHROMIUM of the environment, the PATH,
 * Playwright's earlier download, Debian's package and a new download by Playwright. Prints the path when run.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright";
import { install, NoBrowser, onPath, runs, say, succeeds } from "./browsers/search";

const find = (): string | undefined =>
  onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable").find((file) => runs(file));

function fromPlaywright(): string | undefined {
  say("No Chromium found: downloading Playwright's.");
  const cli = path.join(import.meta.dirname, "..", "node_modules", "playwright", "cli.js");
  const root = process.getuid?.() === 0 && process.platform === "linux";
  const download = (...options: string[]) => succeeds(process.execPath, [cli, "install", ...options, "chromium"]);
  const got = (root && download("--with-deps")) || download();
  return got ? [chromium.executablePath()].find((file) => runs(file)) : undefined;
}

/** Returns the path of a Chromium that starts. If there is none and none can be installed, it rejects with instructions. */
export async function findBrowser(): Promise<string> {
  const requested = process.env["CHROMIUM"];
  if (requested !== undefined && requested !== "") {
    if (runs(requested)) return requested;
    throw new NoBrowser(`CHROMIUM=${requested} is not a browser that starts.`);
  }
  const found = find() ?? [chromium.executablePath()].find((file) => runs(file))
    ?? (install("Chromium", "chromium") ? find() : undefined) ?? fromPlaywright();
  if (found === undefined) {
    throw new NoBrowser(
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
