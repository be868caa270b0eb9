/** The model's own source: what this page runs. */
import { useMemo } from "react";
import { useModel } from "../../ui/useModel";
import { CodeLines, type Line } from "./CodeLines";
import { excerptsOf, type Excerpt } from "./excerpts";
import { sources } from "./sources";
import { useCodeTexts } from "./texts";

/** Each file's name above what is cut out of it. */
const withNames = (excerpts: readonly Excerpt[]): readonly Line[] => excerpts.flatMap(({ path, lines }, i) => [
  ...(i > 0 ? [{ text: "", columns: [] }] : []), ...(path === excerpts[i - 1]?.path ? [] : [{ text: `// src/${path}`, columns: [] }]), ...lines,
]);

export function OwnCode() {
  const texts = useCodeTexts();
  const model = useModel();
  const lines = useMemo(() => withNames(excerptsOf(model, (path) => sources[`../../${path}`])), [model]);
  return (
    <>
      <p className="code__about">{texts.aboutPage}</p>
      <CodeLines lines={lines} language="typescript" />
    </>
  );
}
