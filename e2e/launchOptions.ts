/** The options with which tests start Chromium. */
import type { LaunchOptions } from "@playwright/test";

/** Returns the options with additional flags. `CHROMIUM` is the program's path, which playwright.config.ts sets. */
export function launchOptions(...flags: string[]): LaunchOptions {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    executablePath: process.env["CHROMIUM"] ?? "",
    args: [
      ...asRoot, "--disable-dev-shm-usage",
      "--disable-gpu-compositing", // otherwise an emulated GPU, if there is one, draws the page, which takes two fifths of a test's time
      // The address bar's popups are two pages in each window, which take a seventh of a test's time. Chromium uses the last list, so this one
      // replaces Playwright's, which turns off services that these tests never use.
      "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
      ...flags,
    ],
  };
}
