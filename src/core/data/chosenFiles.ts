/** The files that a reader chooses as own data, before any is read. */
import { MAX_CHOSEN_BYTES, OwnDataError } from "./ownData";
import { MAX_FILES } from "./ownLimits";

/** A chosen file that is not read yet; `path` is its path within the chosen folder, if there is one. */
export interface NamedFile {
  readonly path: string;
  readonly file: Blob;
}

/** Throws OwnDataError if there are too many files, or too large ones, by what the browser says of them. */
export function checkChosen(files: readonly NamedFile[]): void {
  if (files.length > MAX_FILES) throw new OwnDataError("files", files[MAX_FILES]!.path);
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > MAX_CHOSEN_BYTES) throw new OwnDataError("chosen-bytes", String(bytes));
}
