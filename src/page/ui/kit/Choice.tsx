/** A checkbox for an option, with an explanation. */
import { useId, type ReactNode } from "react";
import "./choice.css";

interface Props {
  readonly name: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly children?: ReactNode;
  onChange(on: boolean): void;
}

export function Choice({ name, checked, disabled = false, children, onChange }: Props) {
  const about = useId();
  return (
    <label className="choice">
      <input type="checkbox" aria-label={name} aria-describedby={children ? about : undefined} checked={checked} disabled={disabled}
        onChange={(event) => onChange(event.target.checked)} />
      <span>{name}{children && <span id={about}>{children}</span>}</span>
    </label>
  );
}
