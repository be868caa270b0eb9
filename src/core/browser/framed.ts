/**
 * Returns whether the page is in a frame of another page, which may be anybody's: the reader's data in this browser are then
 * neither opened nor changed.
 */
export const isFramed = (): boolean => typeof window !== "undefined" && window.parent !== window;
