/** Generates the JSON Schema of run cards, which is published beside the page. */
import { toJsonSchema } from "@valibot/to-json-schema";
import { runCard } from "../src/page/state/runCard";

export const SCHEMA_FILE = "public/run-card.schema.json";

/** Returns the schema as JSON text. */
export const runCardSchema = (): string => `${JSON.stringify({ title: "Card of a run of ELBO Room", ...toJsonSchema(runCard, { target: "draft-2020-12" }) }, null, 2)}\n`;
