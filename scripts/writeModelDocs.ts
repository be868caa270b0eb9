/** `npm run docs` writes docs/models, the JSON Schema of run cards, the table of operations in the step compiler's README, and the README's counts. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withOperations } from "../packages/step-compiler/operationTable";
import { modelDocs } from "./modelDocs";
import { withCounts } from "./readmeCounts";
import { runCardSchema, SCHEMA_FILE } from "./runCardSchema";

const FOLDER = "docs/models";

const docs = modelDocs();
mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) if (!docs.has(file)) rmSync(path.join(FOLDER, file));
for (const [file, text] of docs) writeFileSync(path.join(FOLDER, file), text);
console.log(`${docs.size} files in ${FOLDER}`);
writeFileSync(SCHEMA_FILE, runCardSchema());
for (const [file, updated] of [["packages/step-compiler/README.md", withOperations], ["README.md", withCounts]] as const) {
  writeFileSync(file, updated(readFileSync(file, "utf8")));
}
