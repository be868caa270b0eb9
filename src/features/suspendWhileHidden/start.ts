/** Suspends training while nobody can see the page, where the reader has chosen that. */
import type { CreateActions } from "../../state/pageParts";

/** Suspends training while the page is hidden, if the reader has chosen that. A compared run never makes a step before this one and therefore pauses with it. */
export const start: CreateActions<object> = ({ store, suspend, visibility }) => {
  const look = () => suspend(visibility.hidden && store.getState().suspendsWhileHidden);
  const stops = [
    visibility.onChange(look),
    store.subscribe((now, before) => now.suspendsWhileHidden !== before.suspendsWhileHidden && look()),
  ];
  look();
  return { dispose: () => stops.forEach((stop) => stop()) };
};
