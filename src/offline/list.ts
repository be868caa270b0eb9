/** The list of the page's files as it is read, from the host or from what was kept: either may have been answered by something else. */
import * as v from "valibot";
import { isKept, type FileList } from "./files";

const listSchema = v.object({
  files: v.array(v.object({ path: v.pipe(v.string(), v.check(isKept)), bytes: v.pipe(v.number(), v.minValue(0)), sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)) })),
});

/** Null if it is something else. */
export function listOf(written: unknown): FileList | null {
  const read = v.safeParse(listSchema, written);
  return read.success ? read.output : null;
}

/** Null where there is none, or another file in its place. */
export const listIn = async (response: Response | undefined): Promise<FileList | null> => listOf(response?.ok ? await response.json().catch(() => null) : null);
