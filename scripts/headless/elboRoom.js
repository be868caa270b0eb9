#!/usr/bin/env node
// @ts-check
/** The command `elbo-room`: `main.ts` carries it out. docs/headless.md describes it. */
import path from "node:path";
import { setFlagsFromString } from "node:v8";

/** A user's own folder: paths are relative to it. */
const folder = process.cwd();
process.chdir(path.join(import.meta.dirname, "../.."));
// Browsers have fused multiply-add, which Node 20 has by a flag only; later versions ignore the flag.
setFlagsFromString("--experimental-wasm-relaxed-simd");

try {
  const { bundled } = await import("../engineBundle.js");
  /** @type {typeof import("./main")} */
  const { main } = await import(await bundled("scripts/headless/main.ts"));
  process.exit(await main(process.argv.slice(2), folder));
} catch (error) {
  const missing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  console.error(missing ? "A package is missing. Run `npm ci` in ELBO Room's folder first." : error);
  process.exit(1);
}
