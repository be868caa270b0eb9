/** The names of a reader's own classes. */
import { sameOwn } from "../../core/data/ownId";
import { ownOf } from "../../subject/data/registry";
import type { State } from "./store";

const NONE: readonly string[] = [];

/** Returns the names of the run's classes; none for MNIST and points, and until own images have been opened. */
export function classNamesOf({ config, classNames }: Pick<State, "config" | "classNames">): readonly string[] {
  const own = ownOf(config);
  return own !== undefined && classNames && sameOwn(own, classNames.own) ? classNames.names : NONE;
}
