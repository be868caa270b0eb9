/** Hooks for the names of classes, which own images have. */
import { useCallback, useMemo } from "react";
import { CLASSES } from "../../core/run/runConfig";
import { classNamesOf } from "../state/classNames";
import { useStore } from "./context";
import { useModel } from "./useModel";

/** Returns the name of a class, by the labels of the data: its digit, unless own images name it; a dash if own images have no such class. */
export type ClassName = (k: number) => string;

/** Returns a function that names the classes of the data. */
export function useNameOfClass(): ClassName {
  const names = useStore(classNamesOf);
  return useCallback((k) => names[k] ?? (names.length > 0 ? "–" : String(k)), [names]);
}

/** Returns the classes that a model can be conditioned on: of own images those that exist. */
export function useConditions(): readonly number[] {
  const { findsClasses } = useModel();
  const count = useStore((state) => classNamesOf(state).length);
  return useMemo(() => Array.from({ length: findsClasses || count === 0 ? CLASSES : count }, (_, k) => k), [findsClasses, count]);
}

/** Returns a function that names the classes that a model is conditioned on. Those that a model finds itself have numbers. */
export function useConditionName(): ClassName {
  const { findsClasses } = useModel();
  const ofData = useNameOfClass();
  return findsClasses ? String : ofData;
}
