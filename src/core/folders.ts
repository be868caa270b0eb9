/**
 * Registries of folders map a folder's name to its file's export. `files` come from an eager `import.meta.glob`, by path:
 * "…/FOLDER/FILE".
 */

type Files<T> = Readonly<Record<string, T>>;

/** Returns the exports by the name of their folder. */
export const byFolder = <T>(files: Files<T>): Files<T> =>
  Object.fromEntries(Object.entries(files).map(([path, exported]) => [path.split("/").at(-2)!, exported]));

/** Returns the exports by the path of their folder in `src`, for files "../../PATH/FILE". */
export const byPath = <T>(files: Files<T>): Files<T> =>
  Object.fromEntries(Object.entries(files).map(([path, exported]) => [path.split("/").slice(2, -1).join("/"), exported]));

/**
 * Returns the entries of these ids, in the order of `ids`. Throws an error that names the folder if `files` has none for an id.
 */
export function entriesById<Id extends string, T>(ids: readonly Id[], files: Files<T>): Readonly<Record<Id, T>> {
  const found = byFolder(files);
  return Object.fromEntries(ids.map((id) => {
    if (!Object.hasOwn(found, id)) throw new Error(`The folder ${id} has no file of the kind of ${Object.keys(files)[0] ?? "any"}.`);
    return [id, found[id]!];
  })) as Record<Id, T>; // one for each id, because the line above throws if one is missing
}
