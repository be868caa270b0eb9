/**
 * Does every `import()` of the built page: `vite.config.ts` replaces Vite's own function by this one. A browser may remember, for as long as the page
 * is open, that a module could not be fetched or preloaded, and fail later imports of it without asking the host (seen in Firefox 153 and Chromium
 * 150, not in Chromium 156). So the files of an import are fetched into the browser's cache first, and imported when all of them have arrived: until
 * then a reader can try again.
 */
import { refusals } from "../../core/browser/refusals";
import { nextTask } from "../../core/tasks";

/** The fetches that have ended or are in progress, by address. */
const fetches = new Map<string, Promise<void>>();

async function fetchFile(address: string): Promise<void> {
  if ([...document.getElementsByTagName("link")].some(({ href }) => href === address)) return; // the page itself names it, see `preloadPage`
  // Styles take their place now, so that their order does not depend on which of them arrives first.
  const style = address.endsWith(".css") ? document.head.appendChild(document.createElement("link")) : null;
  try {
    const response = await fetch(address).catch(async (error: unknown) => {
      await nextTask(); // the browser reports a refusal in a task of its own
      // A policy of the server that forbids to fetch allows to import.
      if (!refusals().some(({ effectiveDirective }) => effectiveDirective === "connect-src")) throw error;
    });
    if (response?.ok === false) throw new Error(`${address} could not be fetched: ${response.status}.`);
    await response?.arrayBuffer();
    if (style) await applyStyles(style, address);
  } catch (error) {
    style?.remove();
    throw error;
  }
}

const applyStyles = (link: HTMLLinkElement, address: string): Promise<void> => new Promise((resolve, reject) => {
  link.onload = () => resolve();
  link.onerror = () => reject(new Error(`${address} could not be applied.`));
  Object.assign(link, { rel: "stylesheet", crossOrigin: "", href: address });
});

function fetchOnce(address: string): Promise<void> {
  const known = fetches.get(address);
  if (known) return known;
  const coming = fetchFile(address);
  fetches.set(address, coming);
  coming.catch(() => fetches.delete(address));
  return coming;
}

/** The addresses of scripts that have been evaluated here. */
const evaluated = new Set<string>();

/** Evaluates a script that has been fetched, in a task of its own. Large ones such as KaTeX take long on a slow phone, which answers its reader in between. */
async function evaluate(address: string): Promise<void> {
  if (evaluated.has(address)) return;
  evaluated.add(address);
  await import(/* @vite-ignore */ address);
  await nextTask();
}

/**
 * Resolves to what `load` imports. `files`: the module, and the modules and styles that it needs, relative to `base`. If one of them cannot be
 * fetched, it rejects and dispatches Vite's event for that (https://vite.dev/guide/build#load-error-handling).
 */
export async function importFetched<M>(load: () => Promise<M>, files: readonly string[] = [], base: string = location.href): Promise<M> {
  try {
    const addresses = files.map((file) => new URL(file, base).href);
    await Promise.all(addresses.map(fetchOnce));
    const needed = addresses.slice(1).filter((address) => address.endsWith(".js"));
    for (const address of needed.reverse()) await evaluate(address);
    return await load();
  } catch (error) {
    dispatchEvent(new Event("vite:preloadError"));
    throw error;
  }
}
