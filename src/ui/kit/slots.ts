/** Places of the page where features show components. */
import type { ComponentType } from "react";

export type SlotName =
  /** At the end of the page. */
  | "dialogs"
  /** In the dialog about the backend, after its own choices. */
  | "backendChoices"
  /** In the same dialog, below all choices. */
  | "backend"
  /** At the end of the row under the loss chart. It is shown once there are losses, but not in a lesson. */
  | "chart"
  /** Beside the button that lists the keys. */
  | "keys"
  /** At the end of the list of keys. */
  | "keyList"
  /** In the same list, among the keys of lecture mode: rows. */
  | "lectureKeys"
  /** In the page's last lines, after the question. */
  | "foot"
  /** At the end of the row of tools in the page's top line. */
  | "tools"
  /** At the beginning of the same row. */
  | "firstTools"
  /** In the Lab, beside the button of saved runs. */
  | "savedRuns"
  /** At the end of the same row: what the page's top line has in other rooms, as it is full in the Lab. */
  | "labTools"
  /** At the end of the dialog about own images. */
  | "ownData";

/** A feature's components, by the place that shows them. */
export type Slots = Readonly<Partial<Record<SlotName, ComponentType>>>;
