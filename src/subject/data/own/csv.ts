/**
 * Tables with one image in each row, such as those of Kaggle: the pixels of a square image, row by row, and a label in a column with a
 * name such as "label", or in the first column. Separators are commas, semicolons or tabs, quotes as in RFC 4180. The bytes are read in
 * place: as text, MNIST's 47 million numbers would take more memory than a page may have.
 */
import { OwnDataError } from "../../../core/data/ownData";
import { MAX_COUNT, MAX_LABEL_BYTES, MAX_ROW_BYTES } from "../../../core/data/ownLimits";
import { imagesIn, labelText, scaleOf, squareSide, type Part } from "./parts";

const [NEWLINE, RETURN, QUOTE, ZERO] = [0x0a, 0x0d, 0x22, 0x30];
const SEPARATORS = [0x2c, 0x3b, 0x09];
/** The maximum brightness: a larger number in the first row belongs to a header that counts the pixels. */
const WHITE = 255;

/** The name of the column of labels. */
const LABEL = /^(labels?|class|target|category|y)$/i;

/** Returns whether a file is a table, by its name. */
export const isTable = (path: string): boolean => /\.[ct]sv$/i.test(path);

/** Calls `visit` with the column, start and end of each field of the row that begins at `at`. Returns where the next row begins. */
function visitRow(bytes: Uint8Array, at: number, separator: number, visit: (column: number, from: number, to: number) => void): number {
  for (let column = 0; ; column++) {
    let from = at, to: number;
    if (bytes[at] === QUOTE) {
      from = ++at;
      while (at < bytes.length && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE)) at += bytes[at] === QUOTE ? 2 : 1;
      to = Math.min(at, bytes.length);
      while (at < bytes.length && bytes[at] !== separator && bytes[at] !== NEWLINE) at++;
    } else {
      while (at < bytes.length && bytes[at] !== separator && bytes[at] !== NEWLINE) at++;
      to = at > from && bytes[at - 1] === RETURN ? at - 1 : at;
    }
    visit(column, from, to);
    if (at >= bytes.length || bytes[at] === NEWLINE) return at + 1;
    at++;
  }
}

const decoder = new TextDecoder();
const textOf = (bytes: Uint8Array, from: number, to: number) => decoder.decode(bytes.subarray(from, to)).replaceAll('""', '"').trim();

/** Returns the number in a field; NaN if there is none. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0, at = from;
  for (; at < to; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    value = 10 * value + digit;
  }
  if (at === to && to > from) return value;
  const text = textOf(bytes, from, to);
  return text === "" ? NaN : Number(text);
}

interface Layout {
  readonly columns: number;
  /** The column of the label; −1: none. */
  readonly label: number;
  /** The pixel in each column; −1: none. */
  readonly pixelOf: Int32Array;
  readonly side: number;
}

/** Finds label and pixels by the names in the header, or by their number. */
function layoutOf(fields: readonly string[], hasHeader: boolean): Layout | null {
  const isExtra = (field: string) => hasHeader && /^(|id|index|imageid|unnamed: 0)$/i.test(field);
  let label = hasHeader ? fields.findIndex((field) => LABEL.test(field)) : -1;
  const others = [...fields.keys()].filter((column) => column !== label && !isExtra(fields[column]!));
  if (label < 0 && others.length > 0 && squareSide(others.length) === null) label = others.shift()!;
  const side = fields.length === 1 ? 0 : squareSide(others.length);
  if (side === null) return null;
  const pixelOf = new Int32Array(fields.length).fill(-1);
  others.forEach((column, pixel) => { pixelOf[column] = pixel; });
  return { columns: fields.length, label, pixelOf, side };
}

/**
 * Reads a file; `path` also is its name in messages. A table with one column has labels alone. Throws OwnDataError, "csv-columns" if the
 * columns are not those of square images.
 */
export function readCsv(file: Uint8Array<ArrayBuffer>, path: string): Part {
  const bytes = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? file.subarray(3) : file;
  const newline = bytes.indexOf(NEWLINE), end = newline < 0 ? bytes.length : newline;
  if (end > MAX_ROW_BYTES) throw new OwnDataError("csv-row-bytes", path);
  const counts = SEPARATORS.map((separator) => bytes.subarray(0, end).reduce((sum, byte) => sum + Number(byte === separator), 0));
  const separator = SEPARATORS[counts.indexOf(Math.max(...counts))]!;
  const fields: string[] = [];
  const second = visitRow(bytes, 0, separator, (_, from, to) => fields.push(textOf(bytes, from, to)));
  const isNumber = (field: string) => field !== "" && Number(field) <= WHITE;
  const hasHeader = fields.length === 1 ? LABEL.test(fields[0]!) : !fields.slice(1).every(isNumber);
  const layout = layoutOf(fields, hasHeader);
  if (!layout) throw new OwnDataError("csv-columns", `${path}, ${fields.length}`);
  const { columns, label, pixelOf, side } = layout;
  const size = side * side, start = hasHeader ? second : 0;
  // A row has at least a byte and a separator for each column.
  const most = Math.min(MAX_COUNT, Math.ceil((bytes.length - start) / (2 * columns)) + 1);

  /** Reads all rows. `scale`: the factor from the numbers to 0 … 255. */
  const rows = (scale: number) => {
    const pixels = new Uint8Array(most * size), labels: string[] = [];
    let count = 0, line = hasHeader ? 1 : 0, highest = 0;
    for (let at = start; at < bytes.length;) {
      line++;
      if (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] === NEWLINE)) {
        at += bytes[at] === NEWLINE ? 1 : 2;
        continue;
      }
      const wrong = () => new OwnDataError("csv-row", `${path}:${line}`);
      if (count === most) throw count === MAX_COUNT ? new OwnDataError("count", path) : wrong();
      let last = 0;
      at = visitRow(bytes, at, separator, (column, from, to) => {
        last = column;
        if (column >= columns) return;
        const pixel = pixelOf[column]!;
        if (pixel >= 0) {
          const value = numberIn(bytes, from, to);
          if (Number.isNaN(value)) throw wrong();
          if (value < 0 || value > WHITE) scaleOf(Math.min(0, value), value, `${path}:${line}`);
          if (value > highest) highest = value;
          pixels[count * size + pixel] = Math.round(scale * value);
        } else if (column === label) {
          if (to - from > MAX_LABEL_BYTES) throw new OwnDataError("csv-label", `${path}:${line}`);
          labels.push(labelText(textOf(bytes, from, to)));
        }
      });
      if (last !== columns - 1) throw wrong();
      count++;
    }
    return { pixels: pixels.subarray(0, count * size), labels, count, scale: scaleOf(0, highest, path) };
  };

  let read = rows(1);
  if (read.scale !== 1 && size > 0) read = rows(read.scale);
  return { path, images: size === 0 ? null : imagesIn(read.pixels, read.count, side, side), labels: label < 0 ? null : read.labels };
}
