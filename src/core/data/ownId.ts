/**
 * The names of a reader's own images in links, saved runs and configurations. `ownId` in ownData.ts, which loads later, writes
 * them.
 */
import { CLASSES } from "../run/runConfig";

/** The parts of `name.classes.hash`, such as `fashion-mnist.10.0123456789abcdef`. */
export interface OwnId {
  /** Letters, digits and hyphens, for people to read. */
  readonly name: string;
  /** The number of classes; 0 if there are no labels. */
  readonly classes: number;
  /** The first 16 hexadecimal digits of the SHA-256 of the prepared images. */
  readonly hash: string;
}

const WRITTEN = /^([a-z0-9][a-z0-9-]{0,23})\.(\d{1,2})\.([0-9a-f]{16})$/;

/** Reads an id; null for anything that `ownId` does not write. */
export function readOwnId(written: string): OwnId | null {
  const [, name, digits, hash] = WRITTEN.exec(written) ?? [];
  const classes = Number(digits);
  return name === undefined || hash === undefined || classes > CLASSES || String(classes) !== digits ? null : { name, classes, hash };
}

/** Returns whether two ids mean the same images, whatever their names. */
export const sameOwn = (a: string, b: string): boolean => readOwnId(a)?.hash === readOwnId(b)?.hash;
