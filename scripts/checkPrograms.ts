/**
 * `npm run check -- programs --programs 20000 --from 1` compiles random training steps for WASM and compares them with the interpreter.
 * It prints each program that disagrees; `--programs 1 --from NUMBER` repeats it. It exits with 1 if there is one.
 */
import { parseArgs } from "node:util";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { setBackend } from "@tensorflow/tfjs-core";
import { CannotCompile } from "step-compiler/ir/cannotCompile";
import { boundsOf, compare } from "step-compiler/trace/bounds/testing";
import { programOf } from "step-compiler/trace/testing";
import { runOnWasm } from "step-compiler/wasm/programs/testing";

const { values: options } = parseArgs({ options: { programs: { type: "string", default: "1000" }, from: { type: "string", default: "1" } } });
const [programs, from] = [Number(options.programs), Number(options.from)];
await setBackend("cpu");

let [ran, refused, compared, free, wrong] = [0, 0, 0, 0, 0];
const refusals = new Map<string, number>();
for (let seed = from; seed < from + programs; seed++) {
  try {
    const program = programOf(seed);
    const read = await runOnWasm(program);
    const result = compare(boundsOf(program), read);
    ran++;
    compared += result.compared;
    free += result.free;
    if (result.wrong === undefined) continue;
    wrong++;
    console.error(`${program.text}\n${result.wrong}\n`);
  } catch (error) {
    if (!(error instanceof CannotCompile)) {
      wrong++;
      console.error(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}\n`);
      continue;
    }
    refused++;
    refusals.set(error.message, (refusals.get(error.message) ?? 0) + 1);
  }
}
for (const [message, count] of refusals) console.log(`refused ${count}: ${message}`);
console.log(`${ran} programs ran, ${refused} were refused, ${wrong} are wrong; ${compared} numbers compared, ${free} left open by rounding`);
process.exit(wrong > 0 ? 1 : 0);
