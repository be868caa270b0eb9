/** The list of the page's files as it is read, from the host or from what was kept: either may have been answered by something else. */
import * as v from "valibot";
import { isKept, type FileList } from "./files";

const listSchema = v.object({
  files: v.array(v.object({ path: v.pipe(v.string(), v.check(isKept)), bytes: v.pipe(v.number(), v.minValue(0)), sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)) })),
});

/** Null where there is none, or another file in its place. */
export async function listIn(response: Response | undefined): Promise<FileList | null> {
  const read = v.safeParse(listSchema, response?.ok ? await response.json().catch(() => null) : null);
  return read.success ? read.output : null;
}
