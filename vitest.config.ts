import { defineConfig } from "vitest/config";

/** Tests of pure code: they leave nothing behind, so they share a worker's modules instead of evaluating them again for each file. */
const PURE = ["core", "equations", "i18n", "lessons", "metrics", "state", "torch", "compiler/ir", "compiler/passes"].map((room) => `src/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    environment: "node", testTimeout: 60_000,
    maxWorkers: "100%", // by default one core is left to others, half of a small machine
    projects: [
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      { extends: true, test: { name: "rest", include: ["src/**/*.test.ts", "scripts/**/*.test.ts", ...PURE.map((files) => `!${files}`)] } },
    ],
  },
});
