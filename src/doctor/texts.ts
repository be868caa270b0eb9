/** The texts of an illness's folder, and how those of all folders are put together. */

type Table<T> = Readonly<Record<string, T>>;

export interface IllnessTexts {
  readonly name: string;
  /** What is to be seen, without a name for it, and a question. */
  readonly question: string;
  /** Answers, none of them marked. */
  readonly options: Table<string>;
  /** What happens in such a run, said after the reader has answered. */
  readonly about: string;
  /** Why a remedy may help, by its setting. */
  readonly remedies: Table<string>;
}

/** `files`: by path, "…/<folder>/texts.<language>.ts". */
export const collectIllnesses = (files: Table<IllnessTexts>): Table<IllnessTexts> =>
  Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.split("/").at(-2)!, texts]));
