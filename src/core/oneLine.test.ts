import { expect, it } from "vitest";
import { oneLine } from "./oneLine";

it("shows untrusted text on one line and in its own direction", () => {
  expect(oneLine("a\u202egnp\u2066.exe\nb\u2028c\u0000")).toBe("a gnp .exe b c ");
  expect(oneLine("naïve 鞋 👩‍🔬 שלום")).toBe("naïve 鞋 👩‍🔬 שלום");
});
