/** Copies the report as Markdown; if the browser forbids it, shows the text to be copied by hand. */
import { useState } from "react";
import type { MachineReport } from "../../../core/browser/machine";
import { copyText } from "../../ui/kit/copyText";
import { markdownOf } from "./markdown";
import { useCheckTexts } from "./useCheckTexts";

export function CopyReport({ report }: { report: MachineReport }) {
  const { share } = useCheckTexts().machine;
  const [outcome, setOutcome] = useState<{ of: MachineReport; copied: boolean } | null>(null);
  const copied = outcome?.of === report ? outcome.copied : null;
  const copy = async () => {
    setOutcome({ of: report, copied: await copyText(markdownOf(report)) });
  };
  return (
    <div className="machine__copy">
      <button className="button" onClick={() => void copy()}>{share.copy}</button>
      <p className="machine__about" role="status">{copied ? share.copied : share.about}</p>
      {copied === false && (
        <label className="machine__byhand">
          {share.byHand}
          <textarea className="field" readOnly rows={8} value={markdownOf(report)} onFocus={(event) => event.target.select()} />
        </label>
      )}
    </div>
  );
}
