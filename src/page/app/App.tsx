/** The whole page. */
import { PanelContext, type PanelParts } from "../ui/context";
import { ErrorBoundary } from "../ui/layout/ErrorBoundary";
import { commands, slots } from "../features/parts";
import { Page } from "../ui/layout/Page";
import { addNotice } from "./run/runEvents";

/** Renders the page for this run. */
export function App({ parts }: { parts: Omit<PanelParts, "slots" | "commands"> }) {
  return (
    <ErrorBoundary onceMore={() => addNotice(parts.store, { kind: "untranslated" })}>
      <PanelContext value={{ ...parts, slots, commands }}><Page /></PanelContext>
    </ErrorBoundary>
  );
}
