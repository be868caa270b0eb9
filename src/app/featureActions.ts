/** The actions of features in one session. Those of a `start.ts` are made at once, others when they are first asked for. */
import { starts } from "../features/parts";
import type { CreateActions, PageParts } from "../state/pageParts";

export function createFeatureActions(page: PageParts) {
  const made = new Map<CreateActions<object>, { dispose?(): void }>();
  function of<A extends object>(create: CreateActions<A>): A {
    if (!made.has(create)) made.set(create, create(page));
    return made.get(create) as A; // what `create` has made
  }
  starts.forEach(of);
  return { of, dispose: () => made.forEach((one) => one.dispose?.()) };
}
