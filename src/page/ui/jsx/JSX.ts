/**
 * The types of the page's JSX: React's, but a component returns elements or nothing. A text that it returned would stand among its parent's other
 * children without an element of its own. `<>{text}</>` gives it one (`ownElements.ts`).
 */
import type { Component, ExoticComponent, JSX, ReactElement } from "react";

type Rendered = ReactElement | null | undefined | boolean;
/** A component of the page. */
export type PageComponent<P> = (props: P) => Rendered | readonly Rendered[];

export type ElementType = string | PageComponent<never> | (new (props: never) => Component) | ExoticComponent<never>;
export type Element = JSX.Element;
export type ElementClass = JSX.ElementClass;
export type ElementAttributesProperty = JSX.ElementAttributesProperty;
export type ElementChildrenAttribute = JSX.ElementChildrenAttribute;
export type LibraryManagedAttributes<C, P> = JSX.LibraryManagedAttributes<C, P>;
export type IntrinsicAttributes = JSX.IntrinsicAttributes;
export type IntrinsicClassAttributes<T> = JSX.IntrinsicClassAttributes<T>;
export type IntrinsicElements = JSX.IntrinsicElements;
