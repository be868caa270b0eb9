/**
 * Every `import()` of the built page: `vite.config.ts` puts this function in the place of Vite's own. A browser may remember, for as long as the page
 * is open, that a module could not be fetched or preloaded, and fail later imports of it without asking the host (seen in Firefox 153 and Chromium
 * 150, not in Chromium 156). So the files of an import are fetched into the browser's cache first, and imported when all of them are here: until then
 * a reader can try again.
 */

/** Files that have been fetched, or are on their way, by address. */
const fetches = new Map<string, Promise<void>>();

async function fetchFile(address: string): Promise<void> {
  if ([...document.getElementsByTagName("link")].some(({ href }) => href === address)) return; // the page itself names it, see `preloadPage`
  // Styles take their place now, so that their order does not depend on which of them arrives first.
  const style = address.endsWith(".css") ? document.head.appendChild(document.createElement("link")) : null;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} could not be fetched: ${response.status}.`);
    await response.arrayBuffer();
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

/**
 * Resolves to what `load` imports. `files`: the module, the modules and styles that it needs, relative to `base`. Rejects where one of them cannot be
 * fetched, and dispatches Vite's event for that (https://vite.dev/guide/build#load-error-handling).
 */
export async function importFetched<M>(load: () => Promise<M>, files: readonly string[] = [], base: string = location.href): Promise<M> {
  try {
    await Promise.all(files.map((file) => fetchOnce(new URL(file, base).href)));
    return await load();
  } catch (error) {
    dispatchEvent(new Event("vite:preloadError"));
    throw error;
  }
}
