/** The places of the page where features add what they show. */
import type { ComponentType } from "react";

export type SlotName =
  /** Dialogs, which stand beside everything else. */
  | "dialogs"
  /** In the dialog about the backend, after its own choices. */
  | "backendChoices"
  /** Below all choices of that dialog. */
  | "backend"
  /** Last in the row under the loss chart, once there are losses; not in a lesson, which asks questions of its own. */
  | "chart"
  /** Beside the way to the list of keys, in the page's last line, or its first. */
  | "keys"
  /** The top line's tools, last in the row. */
  | "tools";

/** What a feature shows, by place. */
export type Slots = Readonly<Partial<Record<SlotName, ComponentType>>>;
