/** A button that opens a small panel beside itself. Escape or a press elsewhere closes it. */
import { useId, useRef, type MouseEvent, type ReactNode, type ToggleEvent } from "react";

interface Props {
  /** The accessible name of button and panel. */
  readonly name: string;
  /** Content of the button. */
  readonly label: ReactNode;
  readonly className: string;
  /** Its buttons close it, except those that switch something on and off. */
  readonly menu?: boolean;
  readonly children: ReactNode;
}

/** Distance between button and panel, in CSS pixels. */
const GAP = 4;

export function Popover({ name, label, className, menu = false, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  /** Above a button in the lower half of the window, otherwise below it, and aligned with its nearer side. */
  const place = ({ newState, currentTarget: { style } }: ToggleEvent<HTMLDivElement>) => {
    if (newState !== "open") return;
    const { left, right, top, bottom } = button.current!.getBoundingClientRect();
    const [low, late] = [top > innerHeight / 2, left > innerWidth / 2];
    style.inset = `${low ? "auto" : `${bottom + GAP}px`} ${late ? `${innerWidth - right}px` : "auto"} ${low ? `${innerHeight - top + GAP}px` : "auto"} ${late ? "auto" : `${left}px`}`;
  };
  /** Before the button's own action: a dialog that it opens gives the focus back to the button that opened the panel. */
  const close = ({ target, currentTarget }: MouseEvent<HTMLDivElement>) => {
    if (!menu || !(target instanceof Element) || !target.closest("button:not([aria-pressed])")) return;
    currentTarget.hidePopover();
    button.current!.focus();
  };
  return (
    <>
      <button ref={button} type="button" className={className} aria-label={name} title={name} popoverTarget={id}>{label}</button>
      <div id={id} popover="auto" className="popover" role="group" aria-label={name} onBeforeToggle={place} onClickCapture={close}>{children}</div>
    </>
  );
}
