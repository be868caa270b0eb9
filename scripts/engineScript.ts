/**
 * Runs a script that uses the engine outside a browser: `tsx scripts/engineScript.ts scripts/NAME.ts …`. tfjs' modules
 * import without file endings, which Node does not resolve, so the script is first bundled into node_modules/.cache.
 * It runs in the project's folder: paths are relative to that, not to the script.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "vite";

const root = path.join(import.meta.dirname, "..");
const script = process.argv[2];
if (script === undefined) throw new Error("Which script?");

const name = path.basename(script, ".ts");
const outDir = path.join(root, "node_modules", ".cache", "scripts", name);
/** Keeps tfjs' tests, which its package marks as free of side effects, so that bundlers drop them. */
const keepTests: Plugin = {
  name: "keep-tests",
  transform: (code, id) => (id.endsWith("_test.js") ? { code, moduleSideEffects: true } : null),
};
// tfjs' loader of .wasm files reads `__dirname`, which modules do not have.
const banner = "const __dirname = import.meta.dirname;";
await build({
  configFile: false, root, publicDir: false, plugins: [keepTests], logLevel: "warn",
  ssr: { noExternal: true },
  resolve: { tsconfigPaths: true, alias: { "jasmine-core/lib/jasmine-core/jasmine.js": path.join(root, "scripts/tfjs/noJasmine.ts") } },
  build: {
    ssr: path.resolve(script), outDir, emptyOutDir: true, target: "node20", minify: false,
    rollupOptions: { output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs", banner } },
  },
});
process.chdir(root);
process.argv.splice(1, 1);
await import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
