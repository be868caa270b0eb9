/**
 * Shows something else if a component throws: by default a message and a button that reloads the page. If a translation may be the cause, the children are
 * mounted once more, and the page is not translated from then on: `ui/jsx` gives each text an element of its own, but a translation or an extension may
 * move those, too.
 */
import { Component, type ReactNode } from "react";
import { isTranslated } from "../../../core/browser/isTranslated";
import { Crash } from "./Crash";

interface Props {
  readonly children: ReactNode;
  /** Shown in place of the message. Errors of which a translation may be the cause are left to the boundary around this one. */
  readonly instead?: ReactNode;
  /** Called when the children are mounted once more. */
  onceMore?(): void;
}

/** An element is not where React had put it: https://github.com/facebook/react/issues/11538 */
const isMisplaced = (error: unknown): boolean => error instanceof DOMException && error.name === "NotFoundError";
const mayBeOfTranslation = (error: unknown): boolean => isTranslated() || isMisplaced(error);

export class ErrorBoundary extends Component<Props, { failure: { readonly error: unknown } | null }> {
  override state: { failure: { readonly error: unknown } | null } = { failure: null };
  private isSecondTry = false;
  private wasTranslated = false;

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  /** One failure may have several errors, of which each is reported here. */
  override componentDidCatch(error: unknown) {
    if (this.props.instead !== undefined || this.isSecondTry || !mayBeOfTranslation(error)) return;
    this.isSecondTry = true;
    this.wasTranslated = isTranslated();
    document.body.translate = false; // also what is outside of the page's root, such as worksheets
    this.props.onceMore?.();
    this.setState({ failure: null });
  }

  override render() {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    if (this.props.instead === undefined) return <Crash reason={this.wasTranslated ? "translated" : "broken"} />;
    if (mayBeOfTranslation(failure.error)) throw failure.error;
    return this.props.instead;
  }
}
