/**
 * `npm run docs` writes docs/models, the JSON Schema of run cards, the table of operations in the step compiler's README, that of checks in
 * docs/commands.md, what folders may import in docs/architecture.md, and the README's counts.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withOperations } from "../packages/step-compiler/operationTable";
import { withChecks } from "./checks";
import { withImports } from "./importDocs";
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
const rewrite = (file: string, change: (text: string) => string) => writeFileSync(file, change(readFileSync(file, "utf8")));
rewrite("packages/step-compiler/README.md", withOperations);
rewrite("docs/commands.md", withChecks);
rewrite("docs/architecture.md", withImports);
rewrite("README.md", withCounts);
