/** The last resort: a sentence and a way to load the page again, where a component threw. */
import { Component, type ReactNode } from "react";
import { Crash } from "./Crash";

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crash reason="broken" /> : this.props.children;
  }
}
