import { expect, it } from "vitest";
import { readPosition } from "./storedTalk";

const place = { id: "0123456789abcdef", at: 2, began: 1_700_000_000_000, momentBegan: 1_700_000_600_000, recorded: false, answered: true };

it("reads a talk's position as it was written; an invalid one is null", () => {
  expect(readPosition(JSON.stringify(place))).toEqual(place);
  expect(readPosition(JSON.stringify({ ...place, answered: undefined }))).toEqual({ ...place, answered: false });
  for (const text of ["", "null", "{", JSON.stringify({ ...place, at: -1 }), JSON.stringify({ ...place, id: "another" })]) expect(readPosition(text)).toBeNull();
});
