/**
 * A native modal dialog with a title and a close button, opened by `openDialog(id)`. Its content is rendered from the first opening on and
 * keeps its state while closed.
 */
import { useSyncExternalStore, type MouseEvent, type ReactNode } from "react";
import { useTexts } from "../context";
import { CloseIcon } from "./icons";

export type DialogId = `${string}-dialog`;

const opened = new Set<DialogId>();
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Opens the dialog with this id. */
export function openDialog(id: DialogId): void {
  opened.add(id);
  for (const listener of listeners) listener();
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

const closeOnBackdrop = (event: MouseEvent<HTMLDialogElement>) => {
  if (event.target === event.currentTarget) event.currentTarget.close();
};

interface DialogProps {
  readonly id: DialogId;
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose?: () => void;
}

export function Dialog({ id, title, children, onClose }: DialogProps) {
  const { shell } = useTexts();
  const wasOpened = useSyncExternalStore(subscribe, () => opened.has(id));
  return (
    <dialog id={id} className="dialog" aria-labelledby={`${id}-title`} onClick={closeOnBackdrop} onClose={onClose}>
      <div className="dialog__body">
        <div className="dialog__head">
          <h2 id={`${id}-title`} className="dialog__title">{title}</h2>
          <button className="button button--icon button--quiet" aria-label={shell.header.close}
            onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            <CloseIcon />
          </button>
        </div>
        {wasOpened && children}
      </div>
    </dialog>
  );
}
