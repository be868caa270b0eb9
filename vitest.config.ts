import { defineConfig } from "vitest/config";

/** Tests that leave nothing behind: they share a worker's modules instead of evaluating them again for each file. */
const SHARING = [
  "compiler/ir", "compiler/passes", "compiler/wasm", "compiler/wgsl", "core", "data", "doctor", "embed", "engine/completion", "engine/follow", "engine/measurements",
  "engine/parity", "engine/pictures", "engine/slowMotion", "engine/step", "equations", "i18n", "lessons", "metrics", "models",
  "offline", "serviceWorker", "state", "studies", "torch", "ui", "worker",
].map((room) => `src/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    environment: "node", testTimeout: 60_000,
    maxWorkers: "100%", // by default one core is left to others, half of a small machine
    projects: [
      { extends: true, test: { name: "sharing", include: SHARING, isolate: false } },
      { extends: true, test: { name: "alone", include: ["src/**/*.test.ts", "scripts/**/*.test.ts", ...SHARING.map((files) => `!${files}`)] } },
    ],
  },
});
