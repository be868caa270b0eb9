/** How links, saved runs and configurations name a reader's own images. Written by `ownId` in ownData.ts, which comes to the page later. */
import { CLASSES } from "./runConfig";

/** What names them in a link: `name.classes.hash`, such as `fashion-mnist.10.0123456789abcdef`. */
export interface OwnId {
  /** Letters, digits and hyphens, for people. */
  readonly name: string;
  /** 0: nothing has a label. */
  readonly classes: number;
  /** The first 16 hexadecimal digits of the SHA-256 of the prepared images. */
  readonly hash: string;
}

const WRITTEN = /^([a-z0-9][a-z0-9-]{0,23})\.(\d{1,2})\.([0-9a-f]{16})$/;

/** Null for anything that `ownId` does not write. */
export function readOwnId(written: string): OwnId | null {
  const [, name, digits, hash] = WRITTEN.exec(written) ?? [];
  const classes = Number(digits);
  return name === undefined || hash === undefined || classes > CLASSES || String(classes) !== digits ? null : { name, classes, hash };
}

/** Whether they are the same images, whatever their names. */
export const sameOwn = (a: string, b: string): boolean => readOwnId(a)?.hash === readOwnId(b)?.hash;
