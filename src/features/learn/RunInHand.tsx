/** What trains and sets the run, the settings folded up unless they are what is asked for. */
import { Controls } from "../../ui/experiment/Controls";
import { Settings } from "../../ui/experiment/Settings";
import { RunLine } from "../../ui/play/RunLine";

export function RunInHand({ settings, open }: { readonly settings: string; readonly open: boolean }) {
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
