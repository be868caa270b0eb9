/**
 * Finds Firefox and WebKit, Safari's engine, for the tests: what the environment names, what the PATH has, Debian's
 * packages. Elsewhere they may be missing: then the tests are skipped, and the run says what would let them run.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { install, mayInstall, NoBrowser, onPath, runs } from "./search";

/** What starts Firefox. */
export interface FirefoxPrograms {
  readonly firefox: string;
}

/** What starts WebKit: its WebDriver, the browser it drives and the screen that this one needs. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

/** Chinese on the page needs glyphs. */
const FONTS = "fonts-noto-cjk";

function firefoxHere(): FirefoxPrograms | undefined {
  const wished = process.env["FIREFOX"];
  const firefox = (wished ? [wished] : onPath("firefox-esr", "firefox")).find((file) => runs(file));
  return firefox === undefined ? undefined : { firefox };
}

/** It is not on the PATH: Debian keeps it in /usr/lib/<machine>, others in /usr/libexec or /usr/lib. */
function miniBrowser(): string | undefined {
  const libraries = existsSync("/usr/lib") ? readdirSync("/usr/lib").map((name) => path.join("/usr/lib", name)) : [];
  return ["/usr/libexec", "/usr/lib", ...libraries]
    .map((folder) => path.join(folder, "webkit2gtk-4.1", "MiniBrowser")).find((file) => existsSync(file));
}

function webkitHere(): WebKitPrograms | undefined {
  const [driver] = onPath("WebKitWebDriver").filter((file) => runs(file, "--help"));
  const browser = miniBrowser();
  const [screen] = onPath("Xvfb");
  return driver && browser && screen ? { driver, browser, screen } : undefined;
}

export function findFirefox(): FirefoxPrograms {
  const wished = process.env["FIREFOX"];
  if (wished && !runs(wished)) throw new NoBrowser(`FIREFOX=${wished} is not a browser that starts.`);
  const found = firefoxHere() ?? (install("Firefox", "firefox-esr", FONTS) ? firefoxHere() : undefined);
  if (found) return found;
  throw new NoBrowser("No Firefox found. Install it (Debian: `sudo apt-get install firefox-esr`) or name it: FIREFOX=/path/to/firefox");
}

export function findWebKit(): WebKitPrograms {
  const packages = ["webkit2gtk-driver", "xvfb", FONTS];
  const found = webkitHere() ?? (install("WebKit", ...packages) ? webkitHere() : undefined);
  if (found) return found;
  throw new NoBrowser(`No WebKitGTK with its WebDriver, or no Xvfb, found. On Debian: \`sudo apt-get install ${packages.join(" ")}\``);
}

/** What was found, or a sentence about what was not. In CI on Debian a browser that is missing is an error. */
export type Found<T> = { readonly programs: T } | { readonly missing: string };

export function foundOrMissing<T>(find: () => T): Found<T> {
  try {
    return { programs: find() };
  } catch (error) {
    if (!(error instanceof NoBrowser) || (process.env["CI"] && mayInstall())) throw error;
    return { missing: error.message };
  }
}
