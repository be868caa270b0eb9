/** The text of a number's field while it is typed. Enter, and leaving the field, take the number; a text that is no number stays, with the reason. */
import { useId, useState } from "react";
import { meantKey } from "../kit/meantKey";

interface Typed {
  readonly written: string;
  readonly wrong: string | null;
  /** The value when it was typed: another value replaces the text. */
  readonly at: number;
}

/** `read`: returns the number, or a sentence that says why there is none. */
export function useTypedNumber(value: number, shown: string, read: (written: string) => number | string, onChange: (value: number) => void) {
  const about = useId();
  const [last, setTyped] = useState<Typed | null>(null);
  const typed = last?.at === value ? last : null;
  const take = () => {
    if (!typed) return;
    const next = read(typed.written);
    if (typeof next === "string") return setTyped({ ...typed, wrong: next });
    setTyped(null);
    if (next !== value) onChange(next);
  };
  const field = {
    type: "text", autoComplete: "off", value: typed?.written ?? shown, "aria-invalid": typed?.wrong ? true : undefined, "aria-describedby": typed?.wrong ? about : undefined,
    onChange: ({ target }: React.ChangeEvent<HTMLInputElement>) => setTyped({ written: target.value, wrong: null, at: value }),
    onBlur: take,
    onKeyDown: (event: React.KeyboardEvent) => {
      const key = meantKey(event);
      if (key === "Enter") take();
      if (key === "Escape") setTyped(null);
    },
  };
  return { field, wrong: typed?.wrong ?? null, about };
}
