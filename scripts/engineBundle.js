// @ts-check
/**
 * Bundles a script that uses the engine outside a browser: tfjs' modules import without file endings, which Node does not resolve. Each
 * process has a bundle of its own in node_modules/.cache, which is deleted when the process ends.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";

const root = path.join(import.meta.dirname, "..");
const cache = path.join(root, "node_modules", ".cache", "scripts");

/**
 * Keeps tfjs' tests, which its package marks as free of side effects, so that bundlers drop them.
 * @type {import("vite").Plugin}
 */
const keepTests = {
  name: "keep-tests",
  transform: (code, id) => (id.endsWith("_test.js") ? { code, moduleSideEffects: true } : null),
};
// tfjs' loader of .wasm files reads `__dirname`, which modules do not have.
const banner = "const __dirname = import.meta.dirname;";

/**
 * Bundles a script and returns the bundle's address, for `import`.
 * @param {string} script the script's path in the project's folder
 */
export async function bundled(script) {
  const name = path.basename(script, ".ts");
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(path.join(cache, `${name}-`));
  process.on("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false, root, publicDir: false, plugins: [keepTests], logLevel: "warn",
    ssr: { noExternal: true },
    resolve: { tsconfigPaths: true, alias: { "jasmine-core/lib/jasmine-core/jasmine.js": path.join(root, "scripts/tfjs/noJasmine.ts") } },
    build: {
      ssr: path.resolve(root, script), outDir, emptyOutDir: true, target: "node20", minify: false,
      rollupOptions: { checks: { bundlerTimings: false }, output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs", banner } },
    },
  });
  return pathToFileURL(path.join(outDir, `${name}.mjs`)).href;
}
