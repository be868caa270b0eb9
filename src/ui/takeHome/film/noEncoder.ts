/** The browser writes no WebM. */
export class NoEncoder extends Error {}
