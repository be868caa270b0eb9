import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Subscripts } from "./Subscripts";

test("p_data and p_model have subscripts, and other texts stay", () => {
  expect(renderToStaticMarkup(createElement(Subscripts, { of: "D* = p_data / (p_data + p_model), a_data" }))).toBe("D* = p<sub>data</sub> / (p<sub>data</sub> + p<sub>model</sub>), a_data");
  expect(Subscripts({ of: "数据：p_data(x)" })).toHaveLength(3);
});
