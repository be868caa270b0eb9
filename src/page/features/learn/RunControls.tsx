/** The run's controls and settings. The settings are folded unless the lesson asks for them. */
import { Controls } from "../../ui/experiment/Controls";
import { Settings } from "../../ui/experiment/Settings";
import { RunLine } from "../../ui/play/RunLine";

export function RunControls({ settings, open }: { readonly settings: string; readonly open: boolean }) {
  return (
    <div className="learn__hand">
      <Controls />
      <details className="learn__settings" key={String(open)} open={open}>
        <summary>{settings}</summary>
        <Settings />
      </details>
      <RunLine />
    </div>
  );
}
