/** Holds the actions of features in one session. */
import { starts } from "../features/parts";
import type { CreateActions, PageParts } from "../state/pageParts";

/** Returns the actions of features, which need a page before they can be used. */
export function createFeatureActions() {
  let page: PageParts | null = null;
  const created = new Map<CreateActions<object>, { dispose?(): void }>();
  function of<A extends object>(create: CreateActions<A>): A {
    if (!created.has(create)) created.set(create, create(page!));
    return created.get(create) as A; // `create` returned it
  }
  return {
    /** Returns the actions of a feature, which are created on their first use. */
    of,
    /** The page is put together: the actions of each `start.ts` are created. */
    begin(parts: PageParts) {
      page = parts;
      starts.forEach(of);
    },
    dispose: () => created.forEach((one) => one.dispose?.()),
  };
}
