/** Places of the page where features show components. */
import type { ComponentType } from "react";

export type SlotName =
  /** At the end of the page. */
  | "dialogs"
  /** In the dialog about the backend, after its own choices. */
  | "backendChoices"
  /** In the same dialog, below all choices. */
  | "backend"
  /** Beside the glossary under the equation, in the Lab. */
  | "equation"
  /** Between the equation and the loss chart, in the Lab. */
  | "belowEquation"
  /** At the end of the row under the loss chart. It is shown once there are losses, but not in a lesson. */
  | "chart"
  /** In the place of the map, where a reader has chosen this instrument. */
  | "follow" | "slow"
  /** The left column of Learn. */
  | "lesson"
  /** Learn while a study is open. */
  | "study"
  /** Beside the button that lists the keys. */
  | "keys"
  /** At the end of the row of tools in the page's top line. */
  | "tools";

/** A feature's components, by the place that shows them. */
export type Slots = Readonly<Partial<Record<SlotName, ComponentType>>>;
