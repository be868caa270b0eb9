/** Fetches the files of languages other than English. */
import type { Language } from "../../core/language";

type OtherLanguage = Exclude<Language, "en">;
type File = Readonly<Record<string, unknown>>;

const files = import.meta.glob<File>(["./*/{index,later,learning,exercises}.ts", "!./en/*"]);

/** Resolves to the texts of a file of a language's folder; undefined if the language lacks it. Rejects if it cannot be fetched. */
export async function translationIn(language: OtherLanguage, file: string): Promise<unknown> {
  const found = await files[`./${language}/${file}.ts`]?.();
  return found?.[language.replace("-", "")];
}
