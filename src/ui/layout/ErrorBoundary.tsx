/** Shows something else if a component throws: by default a message and a button that reloads the page. */
import { Component, type ReactNode } from "react";
import { Crash } from "./Crash";

export class ErrorBoundary extends Component<{ children: ReactNode; instead?: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead ?? <Crash /> : this.props.children;
  }
}
