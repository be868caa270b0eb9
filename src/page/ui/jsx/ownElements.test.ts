/** Texts among other children have elements of their own, and what is no prose is not translated. */
import { createElement as h, Fragment } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { jsx, jsxs } from "./jsx-runtime";

const b = h("b", { key: "b" }, "bold");
const Box = ({ children }: { readonly children?: unknown }) => jsx("div", { children: children as string });

it.each([
  ["a text alone stays", jsx("p", { children: "text" }), "<p>text</p>"],
  ["texts and numbers become one text", jsxs("p", { children: ["step ", 4, null, false, "."] }), "<p>step 4.</p>"],
  ["a text among elements", jsxs("p", { children: ["text ", b, 3] }), '<p><x-text>text </x-text><b>bold</b><x-text translate="no">3</x-text></p>'],
  ["white space and empty texts have none", jsxs("p", { children: ["", b, " ", jsx("i", { children: "i" })] }), "<p><b>bold</b> <i>i</i></p>"],
  ["a text of a fragment, whose siblings are elsewhere", jsxs("p", { children: [jsx(Fragment, { children: "text" }), b] }), "<p><x-text>text</x-text><b>bold</b></p>"],
  ["texts of a fragment", jsxs(Fragment, { children: ["a", 1, b] }), '<x-text>a</x-text><x-text translate="no">1</x-text><b>bold</b>'],
  ["texts in a list", jsx("p", { children: ["a", b] }), "<p><x-text>a</x-text><b>bold</b></p>"],
  ["texts in a list among others", jsxs("p", { children: [b, ["a", h("i", { key: "i" })], null] }), "<p><b>bold</b><x-text>a</x-text><i></i></p>"],
  ["children of a component", jsxs(Box, { children: ["text ", 2] }), "<div>text 2</div>"],
  ["an option has text only", jsxs("option", { children: ["a", 1] }), "<option>a1</option>"],
  ["a figure's text keeps its parts", jsxs("text", { children: ["a", jsx("tspan", { children: "b" })] }), "<text>a<tspan>b</tspan></text>"],
  ["code is not translated", jsx("code", { children: "import torch" }), '<code translate="no">import torch</code>'],
  ["a number is not translated", jsx("td", { children: "−1,322.5" }), '<td translate="no">−1,322.5</td>'],
  ["a Greek symbol is not translated", jsxs("b", { children: ["β = ", 4] }), '<b translate="no">β = 4</b>'],
  ["a word is, also one of a single letter", jsxs("p", { children: [b, " y ", jsx("i", { children: "中" })] }), "<p><b>bold</b><x-text> y </x-text><i>中</i></p>"],
])("%s", (_, element, markup) => {
  expect(renderToStaticMarkup(element)).toBe(markup);
});
