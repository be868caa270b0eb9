/** The program that a link puts into the editor. */
import { useEffect, useState } from "react";
import { useActions, useStore } from "../context";
import { programs } from "./programs";

/** Returns what tells the newest link with such a program from those before, also after the reader has changed the program; null: there was none. */
export function useNewestLink(): string | null {
  const linked = useStore((state) => state.linkedDraft);
  const [newest, setNewest] = useState(linked);
  if (linked !== null && linked !== newest) setNewest(linked);
  return newest;
}

/** Returns the program of the link when the component appeared; null: it had none, or a damaged one; undefined: it is being read. */
export function useLinkedProgram(): string | null | undefined {
  const actions = useActions(programs);
  const [has] = useState(useStore((state) => state.linkedDraft !== null));
  const [linked, setLinked] = useState<string | null | undefined>(has ? undefined : null);
  useEffect(() => {
    if (!has) return undefined;
    let current = true;
    void actions.linked().catch(() => null).then((found) => { if (current) setLinked(found); });
    return () => { current = false; };
  }, [actions, has]);
  return linked;
}
