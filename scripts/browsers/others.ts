/**
 * Finds Firefox and WebKit, Safari's engine, for the tests: in the environment, on the PATH or as Debian's packages. If one is
 * missing, its tests are skipped, and the run says what is needed.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { install, mayInstall, NoBrowser, onPath, runs } from "./search";

/** The programs that start Firefox. */
export interface FirefoxPrograms {
  readonly firefox: string;
}

/** The programs that start WebKit: its WebDriver, the browser and the virtual screen that it needs. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

/** The package with glyphs for Chinese. */
const FONTS = "fonts-noto-cjk";

function firefoxHere(): FirefoxPrograms | undefined {
  const requested = process.env["FIREFOX"];
  const firefox = (requested ? [requested] : onPath("firefox-esr", "firefox")).find((file) => runs(file));
  return firefox === undefined ? undefined : { firefox };
}

/** WebKitGTK's MiniBrowser. It is not on the PATH: Debian has it in /usr/lib/<machine>, others in /usr/libexec or /usr/lib. */
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

/** Finds or installs Firefox. Throws `NoBrowser` if neither succeeds. */
export function findFirefox(): FirefoxPrograms {
  const requested = process.env["FIREFOX"];
  if (requested && !runs(requested)) throw new NoBrowser(`FIREFOX=${requested} is not a browser that starts.`);
  const found = firefoxHere() ?? (install("Firefox", "firefox-esr", FONTS) ? firefoxHere() : undefined);
  if (found) return found;
  throw new NoBrowser("No Firefox found. Install it (Debian: `sudo apt-get install firefox-esr`) or name it: FIREFOX=/path/to/firefox");
}

/** Finds or installs WebKitGTK and a virtual screen. Throws `NoBrowser` if neither succeeds. */
export function findWebKit(): WebKitPrograms {
  const packages = ["webkit2gtk-driver", "xvfb", FONTS];
  const found = webkitHere() ?? (install("WebKit", ...packages) ? webkitHere() : undefined);
  if (found) return found;
  throw new NoBrowser(`No WebKitGTK with its WebDriver, or no Xvfb, found. On Debian: \`sudo apt-get install ${packages.join(" ")}\``);
}

/** The programs found, or a sentence that says what is missing. */
export type Found<T> = { readonly programs: T } | { readonly missing: string };

/** Calls `find` and turns its `NoBrowser` into a sentence. In CI on Debian a missing browser stays an error. */
export function foundOrMissing<T>(find: () => T): Found<T> {
  try {
    return { programs: find() };
  } catch (error) {
    if (!(error instanceof NoBrowser) || (process.env["CI"] && mayInstall())) throw error;
    return { missing: error.message };
  }
}
