/**
 * Bundles the checks and races with everything that they need, so that the folder also works on a machine that has nothing but Node:
 * `node FOLDER/native/check.mjs` runs it.
 */
import { cpSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { packMnist, SHARDS_FOLDER } from "../packMnist";

const root = path.join(import.meta.dirname, "../..");
const ENTRIES = {
  host: "scripts/native/host.ts", check: "scripts/native/check.ts", steps: "bench/native.ts", accept: "scripts/native/accept.ts",
  zoo: "e2e/zoo/worker.ts", wgsl: "e2e/wgsl/worker.ts",
  engine: "bench/page/engine.ts", plain: "bench/page/plain.ts", jax: "bench/page/jax.ts",
};

/** The folder of bundles that are made to be run here. */
export const BUNDLE = path.join(root, "node_modules", ".cache", "native");

/** Writes the folder's parts `native` and `public`. */
export async function bundleNative(out: string): Promise<void> {
  await packMnist();
  await build({
    configFile: false, root, publicDir: false, logLevel: "warn",
    ssr: { noExternal: true },
    resolve: { tsconfigPaths: true },
    // Addresses of files are paths beside the bundle.
    experimental: { renderBuiltUrl: (file) => ({ runtime: `new URL(${JSON.stringify(file)}, import.meta.url).pathname` }) },
    build: {
      ssr: true, ssrEmitAssets: true, assetsInlineLimit: 0, outDir: path.join(out, "native"), emptyOutDir: true, target: "node20", minify: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, path.join(root, file)])),
        output: {
          entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs", assetFileNames: "[name][extname]",
          // tfjs' loader of .wasm files reads `__dirname`, which modules do not have.
          banner: "const __dirname = import.meta.dirname;",
        },
      },
    },
  });
  cpSync(path.join(root, "bench/torchSteps.py"), path.join(out, "native/torchSteps.py"));
  cpSync(SHARDS_FOLDER, path.join(out, "public/mnist"), { recursive: true });
}
