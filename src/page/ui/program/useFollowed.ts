/** What the run's worker computes of a program again and again, while the run trains it. */
import { useEffect, useRef, useState } from "react";
import { usePanelParts } from "../context";

/** Milliseconds between two requests. */
const INTERVAL = 500;
/** A computation takes at most this share of the worker's time. */
const SHARE = 0.05;

/**
 * Returns the newest result, which is asked for again if the step, the run or a setting has changed; null: there is none yet.
 * `subject`: what it is about; null: nothing is asked for.
 */
export function useFollowed<T extends { readonly ms: number }>(subject: string | null, ask: () => Promise<T | null>): T | null {
  const { store } = usePanelParts();
  const [found, setFound] = useState<{ readonly subject: string; readonly values: T } | null>(null);
  const request = useRef(ask);
  request.current = ask;
  useEffect(() => {
    if (subject === null) return undefined;
    let current = true;
    let timer: ReturnType<typeof setTimeout>;
    let last = "";
    const follow = async () => {
      const { run, step, rewound, config } = store.getState();
      const key = JSON.stringify([run, step, rewound, config.hyperparameters]);
      let wait = INTERVAL;
      if (key !== last) {
        const values = await request.current().catch(() => null); // the run was replaced, or its worker lost
        if (values) {
          last = key;
          wait = Math.max(INTERVAL, values.ms / SHARE);
          if (current) setFound({ subject, values });
        }
      }
      if (current) timer = setTimeout(() => void follow(), wait);
    };
    void follow();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [store, subject]);
  return subject !== null && found?.subject === subject ? found.values : null;
}
