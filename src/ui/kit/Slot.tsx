/** Shows the features' components for this place, in the order of the features' names. One that throws is left out, with a sentence; the page continues. */
import { Component, type ComponentType, type ReactNode } from "react";
import { usePanelParts, useTexts } from "../context";
import type { SlotName, SlotProps } from "./slots";

const LeftOut = () => <p className="later" role="alert">{useTexts().notices.failure.internal.title}</p>;

class Bounded extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override render() {
    return this.state.failed ? <LeftOut /> : this.props.children;
  }
}

export function Slot<N extends SlotName>({ name, ...props }: { readonly name: N } & SlotProps[N]) {
  return usePanelParts().slots.map(({ [name]: found }, i) => {
    const Part = found as ComponentType<object> | undefined; // `SlotProps` gives each place the props that its components take
    return Part && <Bounded key={i}><Part {...props} /></Bounded>;
  });
}
