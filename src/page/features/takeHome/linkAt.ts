import { exportedLink } from "../../../core/browser/exportedLink";
import { momentOf } from "../../state/link/moment";
import { format } from "../../state/urlCodec";
import type { PanelParts } from "../../ui/context";

/** Returns the link in a file that shows this step of the run. */
export const linkAt = (session: PanelParts["session"], step: number): string => exportedLink(session.link(format(momentOf(session.currentLink(), step))));
