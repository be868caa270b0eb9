/** How the tests start Chromium. */
import type { LaunchOptions } from "@playwright/test";

/** With more flags. `CHROMIUM` names the program: playwright.config.ts sets it. */
export function launchOptions(...flags: string[]): LaunchOptions {
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    executablePath: process.env["CHROMIUM"] ?? "",
    // Without the last the page would be drawn by an emulated GPU, where one is asked for at two fifths of a test's time.
    args: [...asRoot, "--disable-dev-shm-usage", "--disable-gpu-compositing", ...flags],
  };
}
