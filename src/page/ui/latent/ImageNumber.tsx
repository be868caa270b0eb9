/** A field for the number of an image: a test image, counted from 0, or another range. Valid input takes effect while typing. */
import { useState } from "react";
import { useTestImages } from "../useModel";

export function ImageNumber({ label, value, first = 0, most, onChange }: {
  readonly label: string; /** Null: something other than a test image. */ readonly value: number | null;
  /** The smallest number. */ readonly first?: number; /** How many numbers there are; absent: as many as test images. */ readonly most?: number;
  onChange(index: number): void;
}) {
  const images = useTestImages();
  const last = first + (most ?? images) - 1;
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string) => {
    setDraft(text);
    const index = Number(text);
    if (/^\d+$/.test(text) && index >= first && index <= last && index !== value) onChange(index);
  };
  return (
    <input
      className="field image-number" type="number" inputMode="numeric" min={first} max={last} step={1}
      aria-label={label} value={draft ?? value ?? ""} placeholder="z"
      onChange={(event) => type(event.target.value)} onBlur={() => setDraft(null)}
    />
  );
}
