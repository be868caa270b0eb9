/** Gets every browser that tests need, one after another: two that install packages at the same time lock each other out. */
import { pathToFileURL } from "node:url";
import { findBrowser } from "../browser";
import { findFirefox, findWebKit, foundOrMissing } from "./others";
import { say } from "./search";

/** Rejects with what to do if there is no Chromium. Tests in a browser that is missing are skipped, but not in CI where Debian's can be had. */
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
