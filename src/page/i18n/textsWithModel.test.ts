import { expect, it } from "vitest";
import { LANGUAGES } from "./testing";
import { textsWithModel } from "./textsWithModel";

it("a reader's program has units that the page does not know; the page's models have none where they have none", () => {
  for (const texts of Object.values(LANGUAGES)) {
    const { none, mixed, programs } = texts.instruments.units;
    expect(textsWithModel(texts, "program-0123456789abcdef").instruments.units).toMatchObject({ "nats/image": texts.instruments.units["nats/image"], ...programs });
    expect(textsWithModel(texts, "wgan").instruments.units).toMatchObject({ none, mixed });
  }
});
