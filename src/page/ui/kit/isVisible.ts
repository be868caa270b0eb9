/** Returns whether an element is visible. Browsers that cannot tell (Safari before 17.4) count every element as visible. */
export const isVisible = (element: Element): boolean => element.checkVisibility?.() ?? true;
