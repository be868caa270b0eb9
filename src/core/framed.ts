/** The page stands in a frame of another page, which may be anybody's: what the reader keeps in this browser is neither opened nor changed there. */
export const isFramed = (): boolean => typeof window !== "undefined" && window.parent !== window;
