/** A field for the number of a test image, counted from 0. Valid input takes effect while typing. */
import { useState } from "react";
import { useTestImages } from "../useModel";

export function ImageNumber({ label, value, onChange }: {
  readonly label: string; /** Null: something other than a test image. */ readonly value: number | null; onChange(index: number): void;
}) {
  const images = useTestImages();
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string) => {
    setDraft(text);
    const index = Number(text);
    if (/^\d+$/.test(text) && index < images && index !== value) onChange(index);
  };
  return (
    <input
      className="field image-number" type="number" inputMode="numeric" min={0} max={images - 1} step={1}
      aria-label={label} value={draft ?? value ?? ""} placeholder="z"
      onChange={(event) => type(event.target.value)} onBlur={() => setDraft(null)}
    />
  );
}
