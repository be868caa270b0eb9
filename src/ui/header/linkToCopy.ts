/** The link that readers copy. */
import { format, MAX_CHARACTERS, type Link } from "../../state/urlCodec";
import type { PanelParts } from "../context";

/** Returns the link to copy: with the program in the editor, if the run does not train it and there is room for it. */
export function linkToCopy({ store, session }: Pick<PanelParts, "store" | "session">): Link {
  const [link, { edited }] = [session.currentLink(), store.getState()];
  const whole = edited === null ? link : { ...link, linkedDraft: edited };
  return format(whole).length <= MAX_CHARACTERS ? whole : link;
}
