/** Returns the newest codes of test images if they belong to the displayed plane. */
import { useEffect, useState } from "react";
import { sameDirections } from "../../../core/latent/plane";
import type { PictureOf } from "../../state/frames";
import { usePanelParts, useStore } from "../context";

/** Returns null if the newest codes belong to another plane or are empty. */
export function useShownCodes(): PictureOf<"codes"> | null {
  const { frames } = usePanelParts();
  const plane = useStore((state) => state.plane);
  const [codes, setCodes] = useState<PictureOf<"codes"> | null>(null);
  useEffect(() => frames.subscribe("codes", setCodes), [frames]);
  return codes && codes.points.length > 0 && sameDirections(codes.directions, plane) ? codes : null;
}
