/** `npm run size` compares the lines of code of each wing with its budget (`size/budget.ts`), and fails if one has more. */
import path from "node:path";
import { BUDGET } from "./size/budget";
import { overruns, sizesOf } from "./size/count";

const root = path.join(import.meta.dirname, "..");
const sizes = sizesOf(root, BUDGET);
const within = (lines: number, most: number) => `${String(lines).padStart(6)} / ${String(most).padEnd(6)}`;

console.log(`${"wing".padEnd(36)}${"code".padStart(6)} / budget  ${"tests".padStart(5)} / budget`);
for (const { wing, code, tests } of sizes) console.log(`${wing.name.padEnd(36)}${within(code, wing.code)}  ${within(tests, wing.tests)}`);
const over = overruns(root, sizes);
for (const paragraph of over) console.error(`\n${paragraph}`);
process.exitCode = over.length > 0 ? 1 : 0;
