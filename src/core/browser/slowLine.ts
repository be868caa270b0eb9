/** Whether this page arrives over a slow line. */

/** A script of the page that takes so many milliseconds to arrive: of some 120 KB, at less than 2 Mbit/s. */
const SLOW_MS = 600;

/** Returns whether one of the page's scripts took long to arrive. Browsers' own estimates are not in Firefox and Safari, and are remembered from other sites. */
export const lineIsSlow = (): boolean => performance.getEntriesByType("resource").some(({ name, duration }) => name.endsWith(".js") && duration > SLOW_MS);
