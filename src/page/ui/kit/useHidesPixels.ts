/** Whether the browser hides the pixels of canvases from pages: for parts that make pictures of the page. */
import { useEffect, useState } from "react";
import { readsCanvas } from "../../../core/browser/readback";

/** Returns true once it is known that they are hidden. */
export function useHidesPixels(): boolean {
  const [hides, setHides] = useState(false);
  useEffect(() => void readsCanvas().then((reads) => setHides(!reads)), []);
  return hides;
}
