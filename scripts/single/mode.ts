/** Vite's mode in which the whole page becomes one file. */
export const SINGLE = "single";
