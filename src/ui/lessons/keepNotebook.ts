/** The notebook stays in this browser; what a link brought with it stays, too. */
import { readNotebook, writeNotebook } from "../../state/notebook";
import type { Store } from "../../state/store";
import { keep } from "../keep";

export const keepNotebook = (store: Store): void =>
  keep(store, "notebook", "elbo-room.lessons", (text, now) => ({ ...readNotebook(text), ...now }), writeNotebook);
