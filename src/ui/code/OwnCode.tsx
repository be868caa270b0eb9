/** The model's own source: what this page runs. */
import { useCallback } from "react";
import { useTexts } from "../context";
import { useModel } from "../useModel";
import { CodeLines, type Line } from "./CodeLines";
import { excerptsOf, type Excerpt } from "./excerpts";
import { useFetched } from "./useFetched";

/** Each file's name above what is cut out of it. */
const withNames = (excerpts: readonly Excerpt[]): readonly Line[] => excerpts.flatMap(({ path, lines }, i) => [
  ...(i > 0 ? [{ text: "", columns: [] }] : []), ...(path === excerpts[i - 1]?.path ? [] : [{ text: `// src/${path}`, columns: [] }]), ...lines,
]);

export function OwnCode() {
  const { instruments: { code: texts }, shell: { later } } = useTexts();
  const model = useModel();
  const found = useFetched(model.id, useCallback(async () => {
    const { sources } = await import("./sources");
    return withNames(excerptsOf(model, (path) => sources[`../../${path}`]));
  }, [model]));
  if (found === undefined) return <p className="code__about" role="status">{later.loading}</p>;
  if (found === "failed") return <p className="code__about" role="alert">{later.failed}</p>;
  return (
    <>
      <p className="code__about">{texts.aboutPage}</p>
      <CodeLines lines={found} language="typescript" />
    </>
  );
}
