/** A lesson or a study in its list: title, question, length, progress, and the buttons that open it. */
import type { CSSProperties, ReactNode } from "react";

interface CardProps {
  readonly title: string;
  readonly about: string;
  /** Its length, and how far the reader is. */
  readonly facts: string;
  /** The share that is done, from 0 to 1. */
  readonly done: number;
  readonly children: ReactNode;
}

export function Card({ title, about, facts, done, children }: CardProps) {
  return (
    <li className="card" style={{ "--done": done } as CSSProperties}>
      <h3>{title}</h3>
      <p>{about}</p>
      <div className="lesson__ways"><span>{facts}</span>{children}</div>
    </li>
  );
}
