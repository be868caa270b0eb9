/** Holds the actions of features in one session. */
import { starts } from "../features/parts";
import type { CreateActions, PageParts } from "../state/pageParts";

/** Creates the actions of each `start.ts` at once, others on first use. */
export function createFeatureActions(page: PageParts) {
  const created = new Map<CreateActions<object>, { dispose?(): void }>();
  function of<A extends object>(create: CreateActions<A>): A {
    if (!created.has(create)) created.set(create, create(page));
    return created.get(create) as A; // `create` returned it
  }
  starts.forEach(of);
  return { of, dispose: () => created.forEach((one) => one.dispose?.()) };
}
