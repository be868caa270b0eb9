/** Which version of the page runs, and whether the host has another one. Part of the page's first load, so it is small. */
import { LIST, PAGE } from "./files";

/** Returns the page's first script, whose name contains the hash of everything it loads; "" in the development server. */
export const firstScript = (): string => /assets\/[^/]+$/.exec(document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "")?.[0] ?? "";

/** Returns whether the host has another version. False if the host does not say or cannot be reached. Never rejects. */
export async function hostHasAnother(script = firstScript()): Promise<boolean> {
  try {
    const response = await fetch(new URL(LIST, document.baseURI), { cache: "no-store" });
    const { files } = await response.json() as { files: readonly { path: string }[] };
    const paths = new Set(files.map(({ path }) => path));
    return script !== "" && paths.has(PAGE) && !paths.has(script);
  } catch {
    return false; // there is no network, or another file in place of the list
  }
}
