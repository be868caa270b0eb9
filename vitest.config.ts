import { defineConfig } from "vitest/config";

/** Tests that replace modules or change a backend: each evaluates its modules again. The others share their worker's modules. */
const ALONE = [
  "scripts/headless", "src/page/app/testing/simulation", "packages/step-compiler/src/trace", "src/engine/device", "src/engine/machine",
].map((folder) => `${folder}/**/*.test.ts`).concat([
  "page/app/pieces", "page/features/obstacles/obstacles", "engine/check/checker", "engine/run/laboratory", "engine/run/threads", "engine/trainer/labelled", "engine/trainer/uploads",
  "engine/trainer/stepper/limits", "engine/trainer/stepper/wasm",
].map((file) => `src/${file}.test.ts`));

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: "node", testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 60_000 } }, // a busy machine needs more than 10 s to load a test's modules
    maxWorkers: "100%", // by default Vitest leaves one core unused, which is half of a small machine
    projects: [
      { extends: true, test: { name: "sharing", include: ["{src,packages,scripts}/**/*.test.ts", ...ALONE.map((files) => `!${files}`)], isolate: false } },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
