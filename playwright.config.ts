/** End-to-end tests: the built page, in a real Chromium, from a sub-path of a static host that sets no headers. */
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./e2e/launchOptions";
import { findBrowser } from "./scripts/browser";
import { SUB_PATH } from "./scripts/serveDist";

/**
 * Files that take a minute or more, or start Chromium with additional flags. They run first: at the end a long one would keep one worker busy
 * while the other is idle, and other flags start another browser, which ends the page that later files could share.
 */
const LONG = /(offline|faults|isolation|selfCheck|recovers|zoo|machine|wgsl|resident|kernels|eager|firstStart|fallback|trains\.gpu)\.spec\.ts$/;
/** Firefox and WebKit: playwright.browsers.config.ts. */
const OTHER_BROWSERS = "**/e2e/browsers/**";

const port = Number(process.env["E2E_PORT"] ?? 4173);

// Set before the workers start: they inherit it and do not search (or install) again.
process.env["CHROMIUM"] ||= await findBrowser();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  projects: [
    { name: "long", testMatch: LONG, testIgnore: OTHER_BROWSERS },
    { name: "page", testIgnore: [LONG, OTHER_BROWSERS] },
  ],
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env["CI"]),
  ...(process.env["EXHAUSTIVE"] ? {} : { grepInvert: /@exhaustive/ }), // `npm run test:all` runs these, too
  timeout: 180_000, // for slow and busy machines, as no test is repeated
  expect: { timeout: 45_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}${SUB_PATH}`,
    serviceWorkers: "block", // so that routes see all requests, and each visit is a first one; isolation.spec.ts allows service workers
    viewport: { width: 1280, height: 720 },
    locale: "en-GB",
    colorScheme: "light",
    screenshot: "only-on-failure", // traces of all tests would take a quarter of the time; --trace on records them
    launchOptions: launchOptions(),
  },
  webServer: {
    command: `npx tsx scripts/serveDist.ts ${port}`,
    url: `http://127.0.0.1:${port}${SUB_PATH}`,
    reuseExistingServer: false,
  },
});
