/** The whole page. */
import { PanelContext, type PanelParts } from "../ui/context";
import { ErrorBoundary } from "../ui/layout/ErrorBoundary";
import { commands, slots } from "../features/parts";
import { Page } from "../ui/layout/Page";

/** Renders the page for this run. */
export function App({ parts }: { parts: Omit<PanelParts, "slots" | "commands"> }) {
  return (
    <ErrorBoundary>
      <PanelContext value={{ ...parts, slots, commands }}><Page /></PanelContext>
    </ErrorBoundary>
  );
}
