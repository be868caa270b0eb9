/** `npm run types` checks this file. */
import type { ReactElement, ReactNode } from "react";
import { expectTypeOf, it } from "vitest";
import type { ElementType } from "./JSX";

it("a component that returns a text is refused by the compiler: the text would have no element of its own", () => {
  expectTypeOf<() => string>().not.toExtend<ElementType>();
  expectTypeOf<(props: { readonly children: ReactNode }) => ReactNode>().not.toExtend<ElementType>();
  expectTypeOf<(props: { readonly children: ReactNode }) => ReactElement | null>().toExtend<ElementType>();
});
