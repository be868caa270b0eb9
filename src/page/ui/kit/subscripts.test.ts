import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Subscripts } from "./Subscripts";

/** The markup without the elements that texts among others have (`ui/jsx`). */
const markupOf = (of: string) => renderToStaticMarkup(createElement(Subscripts, { of })).replaceAll(/<\/?x-text>/g, "");

test("p_data and p_model have subscripts, and other texts stay", () => {
  expect(markupOf("D* = p_data / (p_data + p_model), a_data")).toBe("D* = p<sub>data</sub> / (p<sub>data</sub> + p<sub>model</sub>), a_data");
  expect(markupOf("数据：p_data(x)")).toBe("数据：p<sub>data</sub>(x)");
});
