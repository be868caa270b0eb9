/** How the tests start Chromium. */
import type { LaunchOptions } from "@playwright/test";

/** With more flags. `CHROMIUM` names the program: playwright.config.ts sets it. */
export function launchOptions(...flags: string[]): LaunchOptions {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    executablePath: process.env["CHROMIUM"] ?? "",
    args: [
      ...asRoot, "--disable-dev-shm-usage",
      "--disable-gpu-compositing", // else an emulated GPU draws the page, where one is asked for at two fifths of a test's time
      // What drops from the address bar is two pages of its own in each window, a seventh of a test's time. Chromium takes the last list that it is given, so
      // that Playwright's, of services that these tests do not meet, does not count.
      "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
      ...flags,
    ],
  };
}
