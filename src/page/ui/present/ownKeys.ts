/** The names of keys, with what the reader's own keyboard writes there. Chromium alone tells which layout a keyboard has. */
import { useEffect, useState } from "react";
import { meantKey } from "../kit/meantKey";

/** What each key writes without Shift, by `KeyboardEvent.code`. */
export type Layout = ReadonlyMap<string, string>;

const CODES: Readonly<Record<string, string>> = { "[": "BracketLeft", "]": "BracketRight" };

/** A key that adds an accent to the next letter. */
const DEAD = /^[`´^¨~]$/;

/** Returns the name with what to press on a layout that does not write it, in brackets: "S (Ы)". */
export function ownName(name: string, layout: Layout): string {
  const written = new Set(layout.values());
  return name.split(" ").map((key) => {
    const code = /^[A-Z]$/.test(key) ? `Key${key}` : CODES[key];
    const own = code === undefined ? undefined : layout.get(code);
    if (code === undefined || own === undefined || written.has(key.toLowerCase())) return key;
    const means = meantKey({ key: DEAD.test(own) ? "Dead" : own, code, keyCode: 0, altKey: false, isComposing: false, getModifierState: () => false });
    return means === key.toLowerCase() ? `${key} (${own.toUpperCase()})` : key;
  }).join(" ");
}

let asked: Promise<Layout> | null = null;

/** Asks once. A browser that does not tell has an empty layout, with which names stay as they are. */
function layoutOf(): Promise<Layout> {
  const { keyboard }: Navigator & { readonly keyboard?: { getLayoutMap(): Promise<Layout> } } = navigator;
  return (asked ??= keyboard?.getLayoutMap().catch(() => new Map()) ?? Promise.resolve(new Map()));
}

/** Returns the name of a key on the reader's keyboard. */
export function useOwnName(name: string): string {
  const [layout, setLayout] = useState<Layout>(new Map());
  useEffect(() => {
    let current = true;
    void layoutOf().then((found) => { if (current) setLayout(found); });
    return () => { current = false; };
  }, []);
  return ownName(name, layout);
}
