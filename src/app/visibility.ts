/** Whether anybody can see the page, as the browser tells. */
import type { Visibility } from "../state/pageParts";

export const pageVisibility: Visibility = {
  get hidden() { return document.hidden; },
  onChange(listener) {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};
