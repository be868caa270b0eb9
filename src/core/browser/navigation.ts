/** How the browser came to load the page. */

/** Returns whether this page load is a reload. */
export const wasLoadedAgain = (): boolean => navigationType() === "reload";

/** Returns whether this tab, or one of which it is a duplicate, has shown this entry of its history before: after a reload, Back or Forward, and in a restored tab. */
export const returnsToEntry = (): boolean => ["reload", "back_forward"].includes(navigationType());

function navigationType(): string {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming ? entry.type : "navigate";
}
