/** Buttons over the images of a grid: each follows its image through the model. Play has none. */
import type { CSSProperties } from "react";
import { follow } from "../../state/following";
import { usePanelParts, useTexts } from "../context";
import { useArrows } from "../kit/useArrows";
import { useCurrentRoom } from "../useCurrentRoom";

interface PicksProps {
  readonly of: "image" | "sample";
  readonly columns: number;
  readonly rows: number;
}

export function Picks({ of, columns, rows }: PicksProps) {
  const { store } = usePanelParts();
  const texts = useTexts().instruments.toFollow;
  const arrows = useArrows(0);
  const room = useCurrentRoom();
  if (room === "play") return null;
  return (
    <div
      className="picks" role="group" aria-label={of === "image" ? texts.pick.images : texts.pick.samples}
      style={{ "--columns": columns } as CSSProperties} {...arrows.group}
    >
      {Array.from({ length: columns * rows }, (_, i) => (
        <button
          key={i} type="button" className="picks__one" title={texts.pickTitle} {...arrows.item(i)}
          aria-label={of === "image" ? texts.pick.image(String(i)) : texts.pick.sample(String(i + 1))}
          onClick={() => store.setState(follow(of === "image" ? { kind: "image", image: i } : { kind: "sample", sample: i }))}
        />
      ))}
    </div>
  );
}
