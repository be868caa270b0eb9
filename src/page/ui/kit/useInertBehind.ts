/** Makes what a full-screen part covers unreachable by keyboard and screen reader. */
import { useEffect } from "react";

/** Dialogs of the header open above everything. */
const BEHIND = ".header > :not(dialog), .page__main, .foot";

/** Makes header, panels and footer inert while the component is mounted. */
export function useInertBehind(): void {
  // After each rendering, as panels that are loaded later may have come.
  useEffect(() => {
    const behind = [...document.querySelectorAll<HTMLElement>(BEHIND)];
    const become = (inert: boolean) => behind.forEach((element) => { element.inert = inert; });
    become(true);
    return () => become(false);
  });
}
