/** The model as a PyTorch program with the run's settings: to be read, copied and kept. */
import { useMemo, useState } from "react";
import { textOf, type CodeLine } from "../../torch";
import { useTexts } from "../context";
import { copyText } from "../layout/copyText";
import { download } from "../layout/download";
import { useModel } from "../useModel";
import { CodeLines } from "./CodeLines";
import type { Program } from "./useTorchProgram";

export function TorchCode({ program }: { readonly program: Program }) {
  const { instruments: { code: texts }, shell: { later } } = useTexts();
  switch (program.kind) {
    case "coming": return <p className="code__about" role="status">{later.loading}</p>;
    case "failed": return <p className="code__about" role="alert">{later.failed}</p>;
    case "none": return <p className="code__about">{texts.noTorch}</p>;
    case "here": return (
      <>
        <p className="code__about">{texts.aboutTorch}</p>
        <Listing lines={program.lines} />
      </>
    );
    default: return program satisfies never;
  }
}

function Listing({ lines }: { readonly lines: readonly CodeLine[] }) {
  const marked = useMemo(() => lines.map(({ text, column }) => ({ text, columns: column === undefined ? [] : [column] })), [lines]);
  return <CodeLines lines={marked} language="python" />;
}

/** Copy it, or keep it as a file. */
export function TorchActions({ lines }: { readonly lines: readonly CodeLine[] }) {
  const texts = useTexts().instruments.code;
  const model = useModel();
  const [outcome, setOutcome] = useState<{ readonly of: typeof lines; readonly copied: boolean } | null>(null);
  const copied = outcome?.of === lines ? outcome.copied : null;
  const text = textOf(lines);
  const copy = async () => setOutcome({ of: lines, copied: await copyText(text) });
  return (
    <div className="code__actions">
      <button type="button" className="button button--quiet" onClick={() => void copy()}>{copied ? texts.copied : texts.copy}</button>
      <button type="button" className="button button--quiet" onClick={() => download(`${model.id}.py`, new Blob([text], { type: "text/x-python" }))}>
        {texts.download}
      </button>
      <span role="status" className={copied === false ? "code__about" : "visually-hidden"}>
        {copied === false ? texts.refused : copied ? texts.copied : null}
      </span>
    </div>
  );
}
