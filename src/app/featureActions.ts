/** Holds the actions of features in one session. Actions of a `start.ts` are created at once, others on first use. */
import { starts } from "../features/parts";
import type { CreateActions, PageParts } from "../state/pageParts";

export function createFeatureActions(page: PageParts) {
  const created = new Map<CreateActions<object>, { dispose?(): void }>();
  function of<A extends object>(create: CreateActions<A>): A {
    if (!created.has(create)) created.set(create, create(page));
    return created.get(create) as A; // `create` returned it
  }
  starts.forEach(of);
  return { of, dispose: () => created.forEach((one) => one.dispose?.()) };
}
