import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts"], environment: "node", testTimeout: 60_000,
    maxWorkers: "100%", // by default one core is left to others, half of a small machine
  },
});
