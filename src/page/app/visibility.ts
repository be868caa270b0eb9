/** Whether the page is visible, as the browser reports it. */
import type { Visibility } from "../../core/browser/visibility";

/** The visibility of this page's document. */
export const pageVisibility: Visibility = {
  get hidden() { return document.hidden; },
  onChange(listener) {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};
