/** Whether runs are saved in the browser. */
import { isFramed } from "./framed";

/** Returns whether the page is a file (`npm run build -- --single`): all files of the browser share their storage. */
export const isFile = (): boolean => typeof location !== "undefined" && location.protocol === "file:";

/** Returns whether runs are saved: not in a frame, whose page may be anybody's, nor in a page that is a file. */
export const keepsRuns = (): boolean => !isFramed() && !isFile();
