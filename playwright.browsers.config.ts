/** Tests of the built page in Firefox and in WebKit, Safari's engine. Playwright runs the tests but does not drive these browsers: e2e/browsers/room.ts. */
import { defineConfig } from "@playwright/test";
import type { EngineName } from "./e2e/browsers/room";

export default defineConfig<object, { engine: EngineName }>({
  testDir: "e2e/browsers",
  outputDir: "test-results/browsers",
  globalSetup: "./scripts/browsers/prepare.ts",
  workers: 2, // one browser each
  forbidOnly: Boolean(process.env["CI"]),
  ...(process.env["EXHAUSTIVE"] ? {} : { grepInvert: /@exhaustive/ }), // `npm run test:all` runs these, too
  timeout: 180_000, // for slow and busy machines, as no test is repeated
  expect: { timeout: 45_000 },
  reporter: [["list"]],
  projects: [
    { name: "firefox", use: { engine: "firefox" } },
    { name: "webkit", use: { engine: "webkit" }, testIgnore: "*.firefox.spec.ts" },
  ],
});
