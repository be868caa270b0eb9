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
  /** In the Lab, beside the way to a second run. */
  | "ways"
  /** Among the buttons that save what continues a run in PyTorch. */
  | "continue"
  /** In the place of the map, where a reader has chosen this instrument. */
  | "fill-in"
  /** In the Lab, beside the button of saved runs. */
  | "savedRuns"
  /** First in the list of notices, which is shown while the store has one or an offer of a kept run. */
  | "notices"
  /** Beside the button that lists the keys. */
  | "keys"
  /** At the end of the row of tools in the page's top line. */
  | "tools";

/** A feature's components, by the place that shows them. */
export type Slots = Readonly<Partial<Record<SlotName, ComponentType>>>;
