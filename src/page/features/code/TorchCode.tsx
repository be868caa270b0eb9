/** The model as a PyTorch program with the run's settings, to read, copy and save. */
import { useMemo, useState, type ReactNode } from "react";
import { ownOf } from "../../../subject/data/registry";
import type { CodeLine } from "../../torch";
import { usePanelParts, useStore } from "../../ui/context";
import { copyText } from "../../ui/kit/copyText";
import { handOver } from "../../ui/kit/download";
import { useModel } from "../../ui/useModel";
import { CodeLines } from "./CodeLines";
import { Continue } from "./Continue";
import { useCodeTexts } from "./texts";

export function TorchCode({ lines }: { readonly lines: readonly CodeLine[] }) {
  const texts = useCodeTexts();
  const own = useStore(({ config }) => ownOf(config) !== undefined);
  return (
    <>
      <p className="code__about">{texts.aboutTorch}{own && ` ${texts.readsMnist}`}</p>
      <Continue />
      <Listing lines={lines} />
    </>
  );
}

function Listing({ lines }: { readonly lines: readonly CodeLine[] }) {
  const marked = useMemo(() => lines.map(({ text, column }) => ({ text, columns: column === undefined ? [] : [column] })), [lines]);
  return <CodeLines lines={marked} language="python" />;
}

/** Buttons that copy the program or save it as a file. */
export function TorchActions({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  const { store } = usePanelParts();
  const texts = useCodeTexts();
  const model = useModel();
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly copied: boolean } | null>(null);
  const copied = outcome?.of === text ? outcome.copied : null;
  const copy = async () => setOutcome({ of: text, copied: await copyText(text) });
  return (
    <div className="code__actions">
      {children}
      <button type="button" className="button button--quiet" onClick={() => void copy()}>{copied ? texts.copied : texts.copy}</button>
      <button type="button" className="button button--quiet" onClick={() => handOver(store, `${model.id}.py`, new Blob([text], { type: "text/x-python" }))}>
        {texts.download}
      </button>
      <span role="status" className={copied === false ? "code__about" : "visually-hidden"}>
        {copied === false ? texts.refused : copied ? texts.copied : null}
      </span>
    </div>
  );
}
