/** A native modal dialog with a title and a close button. Open it from anywhere by `openDialog(id)`. */
import type { MouseEvent, ReactNode } from "react";
import { useTexts } from "../context";
import { CloseIcon } from "./icons";

export type DialogId = "backend-dialog" | "keys-dialog" | "link-dialog" | "machine-dialog" | "measure-dialog";

export function openDialog(id: DialogId): void {
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
        {children}
      </div>
    </dialog>
  );
}
