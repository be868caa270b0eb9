/** Something to point at that highlights its counterpart elsewhere: a button; in Play, where Tab does not stop at it, a text. */
import type { FocusEvent, ReactNode } from "react";
import type { useHighlight } from "./equation/useHighlight";
import type { useArrows } from "./kit/useArrows";
import { useCurrentRoom } from "./useCurrentRoom";

interface Props extends Partial<ReturnType<typeof useHighlight>["handlers"]> {
  readonly className: string;
  readonly title?: string | undefined;
  readonly pressed?: boolean;
  /** Its part in a row of such buttons that is a single Tab stop. */
  readonly stop?: ReturnType<ReturnType<typeof useArrows>["item"]>;
  readonly children: ReactNode;
  onClick?(): void;
}

export function HighlightTarget({ pressed, stop, ...props }: Props) {
  const { className, title, onPointerEnter, onPointerLeave, onFocus, children } = props;
  const focus = (event: FocusEvent) => {
    stop?.onFocus();
    onFocus?.(event);
  };
  if (useCurrentRoom() !== "play") {
    return <button type="button" {...props} tabIndex={stop?.tabIndex} onFocus={focus} {...(pressed === undefined ? {} : { "aria-pressed": pressed })} />;
  }
  return <span {...{ className, title, onPointerEnter, onPointerLeave }}>{children}</span>;
}
