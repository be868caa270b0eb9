/**
 * Shows a message and a button that reloads the page if a component throws. If a translation may be the cause, the page is mounted once more, and is
 * not translated from then on: `ui/jsx` gives each text an element of its own, but a translation or an extension may move those, too.
 */
import { Component, type ReactNode } from "react";
import { isTranslated } from "../../core/browser/isTranslated";
import { Crash } from "./Crash";

interface Props {
  readonly children: ReactNode;
  /** Called when the page is mounted once more. */
  onceMore?(): void;
}

/** An element is not where React had put it: https://github.com/facebook/react/issues/11538 */
const isMisplaced = (error: unknown): boolean => error instanceof DOMException && error.name === "NotFoundError";

export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  private isSecondTry = false;
  private wasTranslated = false;

  static getDerivedStateFromError() {
    return { failed: true };
  }

  /** One failure may have several errors, of which each is reported here. */
  override componentDidCatch(error: unknown) {
    if (this.isSecondTry || !(isTranslated() || isMisplaced(error))) return;
    this.isSecondTry = true;
    this.wasTranslated = isTranslated();
    document.body.translate = false; // also what is outside of the page's root, such as worksheets
    this.props.onceMore?.();
    this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Crash reason={this.wasTranslated ? "translated" : "broken"} /> : this.props.children;
  }
}
