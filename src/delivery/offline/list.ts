/** Validates the list of the page's files, which may come from the host or the cache and may have been replaced by something else. */
import * as v from "valibot";
import { isStored, KEPT, LIST, PAGE, type FileList } from "./files";

const fileSchema = v.object({ path: v.pipe(v.string(), v.check(isStored)), bytes: v.pipe(v.number(), v.minValue(0)), sha256: v.pipe(v.string(), v.regex(/^[\da-f]{64}$/)) });
const listSchema = v.object({ files: v.pipe(v.array(fileSchema), v.check((files) => files.some(({ path }) => path === PAGE))) });

/** Returns null if the value is not a list of published files. */
export function listOf(written: unknown): FileList | null {
  const read = v.safeParse(listSchema, written);
  return read.success ? read.output : null;
}

let lastText = "";
let lastList: FileList | null = null;

/** Returns null if there is no list, or another file in its place. The service worker reads it for each file of a visit, so each text is validated once. */
export async function listIn(response: Response | undefined): Promise<FileList | null> {
  const text = response?.ok ? await response.text().catch(() => "") : "";
  if (text !== lastText) [lastText, lastList] = [text, listOf(parsed(text))];
  return lastList;
}

/** Returns the list of the kept version. `scope`: the address of the page's folder. */
export const keptList = async (cache: Pick<Cache, "match">, scope: string): Promise<FileList | null> =>
  listIn(await cache.match(new URL(KEPT, scope).href) ?? await cache.match(new URL(LIST, scope).href));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
