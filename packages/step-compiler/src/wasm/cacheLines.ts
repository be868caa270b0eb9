/** Sizes of cache lines: data that two threads write should not share one. */

/** The size of a line in bytes and in elements. */
const LINE_BYTES = 64;
export const LINE_ELEMENTS = LINE_BYTES / 4;

/** Rounds a number of bytes up to whole lines. */
export const lineBytes = (bytes: number): number => Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
/** Rounds a number of elements up to whole lines. */
export const lineElements = (elements: number): number => Math.ceil(elements / LINE_ELEMENTS) * LINE_ELEMENTS;
