/**
 * Runs a script that uses the engine outside a browser: `tsx scripts/engineScript.ts scripts/NAME.ts …`. It runs in the project's folder:
 * paths are relative to that, not to the script.
 */
import path from "node:path";
import { bundled } from "./engineBundle.js";

const script = process.argv[2];
if (script === undefined) throw new Error("Which script?");

const address = await bundled(path.resolve(script));
process.chdir(path.join(import.meta.dirname, ".."));
process.argv.splice(1, 1);
await import(address);
