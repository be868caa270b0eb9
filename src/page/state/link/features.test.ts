import { expect, test } from "vitest";
import { featureKeys } from "./features";
import type { Link } from "./link";

test("the codecs of features get the initial value from a link without it", () => {
  for (const { get, write } of Object.values(featureKeys)) {
    expect(get({} as Link)).toBeNull();
    expect(write(get({} as Link), {} as Link) ?? "").toBe("");
  }
});
