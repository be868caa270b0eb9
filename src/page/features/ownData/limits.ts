/** The limits of own data as the dialog's sentences write them. */
import { MAX_CHOSEN_BYTES, MAX_TEST_IMAGES, MAX_TRAIN_IMAGES, MIN_DRAWINGS, MIN_IMAGES } from "../../../core/data/ownData";
import { CLASSES } from "../../../core/run/runConfig";
import * as own from "../../../core/data/ownLimits";
import { countText } from "../../ui/numbers";

const [KILO, MEGA] = [1024, 1024 * 1024];
/** Formats bytes in the unit of the limits, rounded up: 64 kB, 512 MB. */
export const bytesText = (bytes: number): string => (bytes >= MEGA ? `${countText(Math.ceil(bytes / MEGA))} MB` : `${Math.ceil(bytes / KILO)} kB`);

const square = (side: number) => `${side} × ${side}`;

export const limits = {
  images: String(MIN_IMAGES), drawings: String(MIN_DRAWINGS), classes: String(CLASSES), train: countText(MAX_TRAIN_IMAGES), test: countText(MAX_TEST_IMAGES),
  chosen: bytesText(MAX_CHOSEN_BYTES), unpacked: bytesText(own.MAX_UNPACKED_BYTES), files: countText(own.MAX_FILES),
  side: countText(own.MAX_SIDE), millions: countText(own.MAX_PIXELS / 1e6), count: countText(own.MAX_COUNT), arraySide: countText(own.MAX_ARRAY_SIDE), square: square(own.MIN_SQUARE),
  header: bytesText(own.MAX_HEADER_BYTES), row: bytesText(own.MAX_ROW_BYTES), label: countText(own.MAX_LABEL_BYTES), names: bytesText(own.MAX_NAMES_BYTES),
  sheet: String(own.MAX_SHEET_SIDE), cell: square(own.MIN_CELL),
} as const;
