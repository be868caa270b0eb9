/** Registries of folders: what each folder's file exports, by the folder's name. `files` come from an eager `import.meta.glob`, by path: "…/FOLDER/FILE". */

type Files<T> = Readonly<Record<string, T>>;

export const byFolder = <T>(files: Files<T>): Files<T> =>
  Object.fromEntries(Object.entries(files).map(([path, exported]) => [path.split("/").at(-2)!, exported]));

/** One for each id, in the order of `ids`. Throws an error that names the folder where `files` has none for it. */
export function forEachId<Id extends string, T>(ids: readonly Id[], files: Files<T>): Readonly<Record<Id, T>> {
  const found = byFolder(files);
  return Object.fromEntries(ids.map((id) => {
    if (!Object.hasOwn(found, id)) throw new Error(`The folder ${id} has no file of the kind of ${Object.keys(files)[0] ?? "any"}.`);
    return [id, found[id]!];
  })) as Record<Id, T>; // one for each id, as the line before sees to
}
