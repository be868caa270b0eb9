/** The places of the page where features add what they show. */
import type { ComponentType } from "react";

export type SlotName =
  /** Dialogs, which stand beside everything else. */
  | "dialogs"
  /** At the end of the dialog about the backend, before what the page is. */
  | "backend"
  /** Last in the row under the loss chart, once there are losses; not in a lesson, which asks questions of its own. */
  | "chart"
  /** Beside the way to the list of keys, in the page's last line, or its first. */
  | "keys"
  /** The top line's tools, last in the row. */
  | "tools";

/** What a feature shows, by place. */
export type Slots = Readonly<Partial<Record<SlotName, ComponentType>>>;
