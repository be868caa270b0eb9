import type { ReactNode } from "react";

/** Returns a text in which `code` in backticks is shown as code. */
export const withCode = (text: string): ReactNode => text.split("`").map((part, i) => (i % 2 === 0 ? part : <code key={i}>{part}</code>));
