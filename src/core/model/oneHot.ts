import { CLASSES } from "../run/runConfig";

/** Returns one row for each class, [classes, columns], row by row: 1 in the class's column, 0 elsewhere. */
export function oneHot(classes: ArrayLike<number>, columns = CLASSES): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(classes.length * columns);
  for (let i = 0; i < classes.length; i++) rows[i * columns + classes[i]!] = 1;
  return rows;
}
