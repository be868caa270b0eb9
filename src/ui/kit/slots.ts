/** The places of the page where features add what they show. */
import type { ComponentType } from "react";

export type SlotName =
  /** Dialogs, which stand beside everything else. */
  | "dialogs"
  /** At the end of the dialog about the backend, before what the page is. */
  | "backend"
  /** The top line's tools, first in the row. */
  | "tools";

/** What a feature shows, by place. */
export type Slots = Readonly<Partial<Record<SlotName, ComponentType>>>;
