/**
 * Gives each text among other children an element of its own. A browser's page translation moves text nodes into elements that React does not know:
 * React then fails when it removes such a node or inserts something before it, and what it writes there is not seen
 * (https://github.com/facebook/react/issues/11538). A text that is its element's only child is replaced together with what the translation made of it.
 */
import { createElement, Fragment, type ReactNode } from "react";

/** The element of a text. It has no style of its own. */
const TEXT = "x-text";
/** These elements may contain text only, and texts of figures are not translated. */
const OF_TEXT = new Set<unknown>(["option", "title", "textarea", "style", "text", "tspan"]);

const isText = (child: unknown): child is string | number => typeof child === "string" || typeof child === "number";
const isNothing = (child: unknown): boolean => child === null || child === undefined || typeof child === "boolean";
/** White space stays a text: it is not translated, and in a flex box it takes no place. */
const elementOf = (text: string | number, key?: string): ReactNode => (String(text).trim() === "" ? text : createElement(TEXT, { key }, text));

/** Returns the children of an element of this type, with elements for texts that have siblings; the same ones if there are none. */
export function withOwnElements(type: unknown, children: ReactNode): ReactNode {
  if (!Array.isArray(children)) return type === Fragment && isText(children) ? elementOf(children) : children; // a fragment's children have its siblings
  const all: readonly ReactNode[] = children;
  if (OF_TEXT.has(type) || !all.some(isText)) return children;
  if (all.every((child) => isText(child) || isNothing(child))) return withOwnElements(type, all.filter(isText).join(""));
  return all.map((child, i) => (isText(child) ? elementOf(child, `text ${i}`) : child));
}

/** Keys and code mean what they say in one language only. */
const UNTRANSLATED = new Set<unknown>(["code", "kbd", "pre"]);

interface Props {
  readonly children?: ReactNode;
  readonly translate?: "yes" | "no";
}

/** Returns the properties with which an element of this type is created. */
export function propsOf(type: unknown, props: Props): Props {
  const children = withOwnElements(type, props.children);
  const own = children === props.children ? props : { ...props, children };
  return UNTRANSLATED.has(type) ? { translate: "no", ...own } : own;
}
