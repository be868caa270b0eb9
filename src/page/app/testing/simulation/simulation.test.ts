/** Does the same as `faults.test.ts` with real arithmetic, and with a GPU that is lost. Only a few calls fail, as each session takes a second. */
import "./quick";
import "./timed";
import { beforeAll, it } from "vitest";
import { EXHAUSTIVE } from "../../../../core/testing";
import { useBackend } from "../../../../engine/testing";
import { failEach } from "./faults";
import { CHAPTERS, type Chapter } from "./chapters";
import { readShards, type Shards } from "./shards";
import { loadAll } from "./simulate";
import { CALL_KINDS } from "./world";

let shards: Shards;
beforeAll(async () => {
  shards = await readShards();
  await useBackend("wasm");
  await loadAll();
}, 120_000);

const { FAULT } = process.env;
const ALL = Boolean(FAULT || EXHAUSTIVE);
/** Without `EXHAUSTIVE`: chapters that train, and calls after whose failure steps are repeated. `faults.test.ts` has the others, with stubs instead of arithmetic. */
const SESSIONS = ALL ? Object.keys(CHAPTERS) as Chapter[] : ["training", "files", "gpu", "ownData"] as const;
const KINDS = ALL ? CALL_KINDS : ["database", "fetch", "message", "worker", "gpu"] as const;

it.each(SESSIONS)("%s: a failed call costs no step, and repeated steps are the same to the bit", async (chapter) => {
  const every = EXHAUSTIVE ? { gpu: 1, others: 150 } : { gpu: 20, others: 500 };
  await failEach(shards, chapter, FAULT ? 1 : every[chapter === "gpu" ? "gpu" : "others"], KINDS);
}, 600_000);
