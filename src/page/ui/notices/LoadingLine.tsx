/** A thin progress line along the header while images load. The hint under the buttons has the numbers. */
import { useStore, useTexts } from "../context";

export function LoadingLine() {
  const { shell } = useTexts();
  const data = useStore((state) => state.data);
  const loaded = data ? data.trainImages / Math.max(1, data.trainImagesInAll) : 0;
  const busy = data !== null && loaded < 1;
  return (
    <progress className="loading-line" data-busy={busy || undefined} aria-label={shell.hint.name}
      aria-hidden={!busy || undefined} max={1} value={loaded} />
  );
}
