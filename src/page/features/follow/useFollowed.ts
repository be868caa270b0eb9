/** The newest result for the displayed view of the followed image. */
import { useEffect, useState } from "react";
import type { FollowResult, FollowPart, FollowRequest } from "../../../core/latent/follow";
import type { PictureOf } from "../../state/frames";
import { usePanelParts } from "../../ui/context";

/** A result with its step and image. */
export interface FollowedResult<P extends FollowPart> {
  readonly step: number;
  readonly wish: FollowRequest;
  readonly found: Extract<FollowResult, { readonly part: P }>;
}

/** Returns null until there is one. */
export function useFollowed<P extends FollowPart>(part: P): FollowedResult<P> | null {
  const { frames } = usePanelParts();
  const [frame, setFrame] = useState<PictureOf<"followed"> | null>(null);
  useEffect(() => frames.subscribe("followed", setFrame), [frames]);
  if (frame?.found.part !== part) return null;
  return frame as typeof frame & { readonly found: Extract<FollowResult, { part: P }> }; // the frame's part was compared above
}
