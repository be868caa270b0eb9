/** Something to point at that highlights its counterpart elsewhere: a button; in Play, where Tab does not stop at it, a text. */
import type { ReactNode } from "react";
import type { useHighlight } from "./equation/useHighlight";
import { useCurrentRoom } from "./useCurrentRoom";

interface Props extends Partial<ReturnType<typeof useHighlight>["handlers"]> {
  readonly className: string;
  readonly title?: string | undefined;
  readonly pressed?: boolean;
  readonly children: ReactNode;
  onClick?(): void;
}

export function HighlightTarget({ pressed, ...props }: Props) {
  const { className, title, onPointerEnter, onPointerLeave, children } = props;
  if (useCurrentRoom() !== "play") return <button type="button" {...props} {...(pressed === undefined ? {} : { "aria-pressed": pressed })} />;
  return <span {...{ className, title, onPointerEnter, onPointerLeave }}>{children}</span>;
}
