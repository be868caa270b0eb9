/** A button that deletes the reader's work on the second press; going elsewhere takes the first one back. */
import { useState } from "react";
import { useTexts } from "../context";

interface Props {
  /** The button's text, and the question that replaces it after the first press. */
  readonly ask: string;
  readonly sure: string;
  /** What the button concerns, for its names. Absent: the texts say it. */
  readonly of?: string;
  readonly className?: string;
  onSure(): void;
}

export function SureButton({ ask, sure, of, className = "", onSure }: Props) {
  const { pair } = useTexts().shell;
  const [asked, setAsked] = useState(false);
  return asked
    ? <button className={`button ${className}`} autoFocus aria-label={of && pair(of, sure)} onClick={onSure} onBlur={() => setAsked(false)}>{sure}</button>
    : <button className={`button button--quiet ${className}`} aria-label={of && pair(ask, of)} onClick={() => setAsked(true)}>{ask}</button>;
}
