/** Cache lines: what is written side by side by two threads should not share one. */

/** Bytes of a line, and elements. */
export const LINE_BYTES = 64;
export const LINE_ELEMENTS = LINE_BYTES / 4;

/** As many bytes in whole lines. */
export const lineBytes = (bytes: number): number => Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
/** As many elements in whole lines. */
export const lineElements = (elements: number): number => Math.ceil(elements / LINE_ELEMENTS) * LINE_ELEMENTS;
