/** Finds or installs every browser that tests need, one after another, as two package installations at a time lock each other out. */
import { pathToFileURL } from "node:url";
import { findBrowser } from "../browser";
import { findFirefox, findWebKit, foundOrMissing } from "./others";
import { say } from "./search";

/** Rejects with instructions if there is no Chromium. Tests of other missing browsers are skipped, except in CI on Debian. */
export default async function prepare(): Promise<void> {
  await findBrowser();
  for (const find of [findFirefox, findWebKit]) foundOrMissing<unknown>(find);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await prepare().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
