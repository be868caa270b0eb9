/** Reads the files that a reader chooses, before `read.ts` looks at their contents. */
import type { NamedFile } from "../../../core/data/chosenFiles";
import { OwnDataError, type ChosenFile } from "../../../core/data/ownData";
import type { OnShare } from "./unpack";

/** The number of files that are read at the same time, as each waits for the browser. */
const AT_ONCE = 16;

/** Reads the files. `onShare` gets 0 to 1. Rejects with OwnDataError "unread" if one is a folder, or was changed after it was chosen. */
export async function readChosen(files: readonly NamedFile[], onShare: OnShare): Promise<readonly ChosenFile[]> {
  const contents: ChosenFile[] = [];
  let next = 0, read = 0;
  async function readSome() {
    while (next < files.length) {
      const i = next++, { path, file } = files[i]!;
      const content = await file.arrayBuffer().catch(() => { throw new OwnDataError("unread", path); });
      contents[i] = { path, bytes: new Uint8Array(content) };
      onShare(++read / files.length);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readSome));
  return contents;
}
