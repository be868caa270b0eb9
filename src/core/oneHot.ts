import { CLASSES } from "./runConfig";

/** One row for each class: 1 in its column, 0 elsewhere. → [classes, columns], row by row. */
export function oneHot(classes: ArrayLike<number>, columns = CLASSES): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(classes.length * columns);
  for (let i = 0; i < classes.length; i++) rows[i * columns + classes[i]!] = 1;
  return rows;
}
