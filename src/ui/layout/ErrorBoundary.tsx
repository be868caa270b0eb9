/** Shows a message and a button that reloads the page if a component throws. */
import { Component, type ReactNode } from "react";
import { Crash } from "./Crash";

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crash /> : this.props.children;
  }
}
