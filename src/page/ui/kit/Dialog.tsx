/**
 * A native modal dialog with a title and a close button, opened by `openDialog(id)`. Its content is rendered from the first opening on and
 * keeps its state while closed, unless it is `fresh`.
 */
import { Fragment, useEffect, useRef, useSyncExternalStore, type MouseEvent, type ReactNode } from "react";
import { createListeners } from "../../../core/listeners";
import { useTexts } from "../context";
import { CloseIcon } from "./icons";

export type DialogId = `${string}-dialog`;

/** How a dialog was opened. */
interface Opening {
  /** A word for its content. */
  readonly how: string;
  /** The number of openings of dialogs up to this one. */
  readonly number: number;
}

/** The dialogs whose content is rendered. */
const opened = new Map<DialogId, Opening>();
let openings = 0;
/** Dialogs that are to open once the part of the page that has them is loaded. */
const awaited = new Set<DialogId>();
const listeners = createListeners();

function setOpened(id: DialogId, opening: Opening | null): void {
  if (opening === null) opened.delete(id);
  else opened.set(id, opening);
  listeners.call();
}

/** Opens the dialog with this id, now or as soon as it is on the page. `how`: a word for its content. */
export function openDialog(id: DialogId, how = ""): void {
  const dialog = document.getElementById(id);
  const onPage = dialog instanceof HTMLDialogElement;
  const current = onPage && dialog.open ? opened.get(id)?.number : undefined;
  setOpened(id, { how, number: current ?? ++openings });
  if (!onPage) awaited.add(id);
  else if (!dialog.open) dialog.showModal();
}

interface DialogProps {
  readonly id: DialogId;
  readonly title: string;
  /** A function is called with the word by which it was opened. */
  readonly children: ReactNode | ((how: string) => ReactNode);
  /** Whether each opening renders new content, which remembers nothing of the one before. */
  readonly fresh?: boolean;
  readonly onClose?: () => void;
}

export function Dialog({ id, title, children, fresh = false, onClose }: DialogProps) {
  const { shell } = useTexts();
  const opening = useSyncExternalStore(listeners.add, () => opened.get(id), () => undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  /** Where the pointer was pressed: a text that is selected past the dialog's edge is no press beside it. */
  const pressed = useRef<EventTarget | null>(null);
  const closeOnBackdrop = ({ target, currentTarget }: MouseEvent<HTMLDialogElement>) => {
    if (target === currentTarget && pressed.current === currentTarget) currentTarget.close();
  };
  useEffect(() => {
    if (awaited.delete(id)) dialog.current?.showModal();
  }, [id]);
  const closed = () => {
    if (dialog.current?.open) return; // browsers send the event later; the dialog has been opened again
    if (fresh) setOpened(id, null);
    onClose?.();
  };
  return (
    <dialog
      ref={dialog} id={id} className="dialog" aria-labelledby={`${id}-title`}
      onPointerDown={({ target }) => { pressed.current = target; }} onClick={closeOnBackdrop} onClose={closed}
    >
      <div className="dialog__body">
        <div className="dialog__head">
          <h2 id={`${id}-title`} className="dialog__title">{title}</h2>
          <button className="button button--icon button--quiet" aria-label={shell.header.close}
            onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            <CloseIcon />
          </button>
        </div>
        {opening && <Fragment key={fresh ? opening.number : id}>{typeof children === "function" ? children(opening.how) : children}</Fragment>}
      </div>
    </dialog>
  );
}
