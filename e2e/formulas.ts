/** Finds formulas of which a part cannot be seen, not even by scrolling. */
import type { Page } from "@playwright/test";

/** Returns the texts of visible formulas that reach beyond the window, or beyond an element that hides what does not fit. */
export const cutFormulas = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const isCut = (formula: Element): boolean => {
    const { left, right, width } = formula.getBoundingClientRect();
    if (width === 0) return false;
    for (let around = formula.parentElement; around; around = around.parentElement) {
      const { overflowX, position, display } = getComputedStyle(around);
      if (display === "inline" || display === "contents") continue;
      const box = around.getBoundingClientRect();
      const fits = left >= box.left - 1 && right <= box.right + 1;
      if (overflowX === "auto" || overflowX === "scroll") return false; // it scrolls there
      if (!fits && (overflowX === "hidden" || overflowX === "clip")) return true;
      if (position === "fixed") break;
    }
    return left < -1 || right > document.documentElement.clientWidth + 1;
  };
  return [...document.querySelectorAll(".katex, math")].filter((one) => one.checkVisibility() && !one.parentElement!.closest(".katex, math") && isCut(one)).map((one) => one.textContent ?? "");
});
