/** What a model is given that makes an image from another one. */
import { useEffect, useState } from "react";
import type { PictureOf } from "../../state/frames";
import { useAllTexts, useRoom } from "../context";
import { Preview } from "./Preview";

export function Given() {
  const { frames } = useRoom();
  const texts = useAllTexts().completion;
  const [filled, setFilled] = useState<PictureOf<"filling"> | null>(null);
  useEffect(() => frames.subscribe("filling", setFilled), [frames]);
  return <Preview pixels={filled?.given ?? null} name={texts.given} caption={texts.givenShort} />;
}
