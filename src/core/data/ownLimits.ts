/**
 * Limits of a reader's files. Each has a refusal of its own, or a reason to leave a file out, whose sentence takes the number from here.
 * `ownData.ts` has those that other parts use, too.
 */

/** The maximum number of chosen and unpacked files together. */
export const MAX_FILES = 100_000;
/** The maximum number of bytes of everything unpacked together: five times MNIST. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** The maximum side of a PNG or JPEG in pixels. */
export const MAX_SIDE = 8192;
/**
 * The maximum number of pixels of all PNG and JPEG images together: 200 photographs of 12 million. Decoding 10⁹ takes 7 seconds on two cores,
 * however small the files are.
 */
export const MAX_PIXELS = 2.5e9;
/** The maximum number of images, or of labels, in one file: three times the images of 28 × 28 pixels that fit into what may be unpacked. */
export const MAX_COUNT = 1_000_000;
/** The maximum side in pixels of images whose pixels are numbers. */
export const MAX_ARRAY_SIDE = 4096;
/** Fewer pixels than 4 × 4 in a row are something else, such as a one-hot label. */
export const MIN_SQUARE = 4;
/** The maximum header of an .npy file. */
export const MAX_HEADER_BYTES = 64 * 1024;
/** The maximum first row of a table: 1024 × 1024 pixels. */
export const MAX_ROW_BYTES = 4 * 1024 * 1024;
/** The maximum label in a table. */
export const MAX_LABEL_BYTES = 200;
/** The maximum name of a class in UTF-16 units; a longer one is cut. */
export const MAX_NAME = 200;
/** A longer file is no list of names. */
export const MAX_NAMES_BYTES = 64 * 1024;
/** The maximum number of images of a sheet across or down. */
export const MAX_SHEET_SIDE = 300;
/** The minimum side of an image of a sheet in pixels. */
export const MIN_CELL = 4;
