/**
 * Returns whether the page is in a frame of another page, which may be anybody's: the reader's own images are then not opened,
 * and nothing is stored in this browser.
 */
export const isFramed = (): boolean => typeof window !== "undefined" && window.parent !== window;
