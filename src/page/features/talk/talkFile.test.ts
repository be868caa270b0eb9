import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lossColumns } from "../../../core/model/model";
import { wellFormed } from "../../../core/wellFormed";
import { modelFor } from "../../../subject/models/programs";
import { makeDescribedModels } from "../../../subject/models/testing";
import { SMALL_VAE } from "../../../torchSubset/program/smallVae";
import { format, parse } from "../../state/urlCodec";
import { PIXELS } from "../../../core/run/runConfig";
import { pack } from "./packedPicture";
import { MAX_BYTES, MAX_LINKED, readTalk, readTalkFile, talkFromLink, talkInLink, TalkError, writeTalk } from "./talkFile";
import { NO_TALK, PANELS, RECORDED_FIGURES, recordedBytes, withMoment, withoutPictures, withoutRecordings, withMoved, withoutMoment, withTraining, type Moment, type Talk } from "./talk";

const moment: Moment = { title: "Codes", link: "preset=first-vae@2&z=0.3,-1.2", step: 400, panel: "latent", zoom: true, lit: "kl", note: "Ask where the sevens are.", recording: null, picture: pack(new Uint8Array(6 * PIXELS).fill(255)) };
const talk: Talk = { title: "Lecture 3: 变分自编码器", moments: [moment, { ...moment, title: "", step: null, panel: null, zoom: false, lit: null, note: "", picture: null, recording: [{ step: 3, losses: { kl: 1.5, total: null }, figures: [{ id: "losses", png: "iVBORw0KGgo=" }] }] }] };

/** The signature and one byte, whose base64 does not depend on what follows. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0];

const texts = (most: number) => fc.string({ unit: "grapheme", maxLength: most });
const moments: fc.Arbitrary<Moment> = fc.record({
  title: texts(30), link: texts(60), step: fc.option(fc.integer({ min: 0, max: 10_000_000 })), panel: fc.option(fc.constantFrom(...PANELS)),
  zoom: fc.boolean(), lit: fc.option(texts(10)), note: texts(60),
  picture: fc.option(fc.tuple(fc.constantFrom(4, 6), fc.nat(255)).map(([tiles, first]) => pack(Uint8Array.from({ length: tiles * PIXELS }, (_, i) => first + i)))),
  recording: fc.option(fc.array(fc.record({
    step: fc.nat(1000), losses: fc.constant({ kl: 0.5 }),
    figures: fc.array(fc.record({ id: fc.constantFrom(...RECORDED_FIGURES), png: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from([...PNG, ...bytes]).toString("base64")) }), { maxLength: 3 }),
  }), { minLength: 1, maxLength: 3 })),
});
const talks: fc.Arbitrary<Talk> = fc.record({ title: texts(30), moments: fc.array(moments, { maxLength: 4 }) });

const deflated = (json: string) => deflateRawSync(Buffer.from(json)).toString("base64url");

const reasonOf = async (read: () => unknown) => {
  try {
    await read();
    return "read";
  } catch (caught) {
    return caught instanceof TalkError ? caught.reason : caught;
  }
};

it("a link without moments is refused", async () => {
  expect(await reasonOf(() => talkFromLink("izbUUVKKBQA"))).toBe("empty");
});

/** Checks that reading returns a talk that can be written, or throws a reason. */
async function soundOrRefused(read: () => Promise<Talk> | Talk): Promise<void> {
  try {
    const found = await read();
    expect(readTalk(writeTalk(found))).toEqual(found);
  } catch (caught) {
    expect(caught).toBeInstanceOf(TalkError);
  }
}

describe("talks as files", () => {
  it("are read as they were written", () => {
    expect(readTalk(writeTalk(talk))).toEqual(talk);
    fc.assert(fc.property(talks, (any) => { expect(readTalk(writeTalk(any))).toEqual(any); }), { numRuns: 200 });
  });

  it("may have a long name of a program's variable as a loss column", () => {
    const lit = "reconstruction_of_every_pixel_of_the_image_and_its_mask".repeat(100);
    const long = { ...talk, moments: [{ ...moment, lit, recording: [{ step: 3, losses: { [lit]: 1.5 }, figures: [] }] }] };
    expect(readTalk(writeTalk(long))).toEqual(long);
  });

  it("keep the losses of a program, whatever its terms are called", async () => {
    makeDescribedModels();
    const model = (await modelFor({ model: "", program: SMALL_VAE.replaceAll(/\bkl\b/g, "constructor").replaceAll(/\berror\b/g, "prototype") }))!;
    const losses = Object.fromEntries(lossColumns(model).map(({ id }, i) => [id, i]));
    const recorded = { ...talk, moments: [{ ...moment, recording: [{ step: 3, losses, figures: [] }] }] };
    expect(Object.keys(losses)).toHaveLength(3);
    expect(readTalk(writeTalk(recorded))).toEqual(recorded);
  });

  it("are repaired if a text has an unpaired surrogate", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00"), maxLength: 30 }), (any) => {
      const written = JSON.stringify({ ...JSON.parse(writeTalk(talk)) as object, title: any, moments: [{ ...moment, title: any, link: any, note: any, lit: any }] });
      const whole = wellFormed(any);
      expect(readTalk(written)).toMatchObject({ title: whole, moments: [{ title: whole, link: whole, note: whole, lit: whole }] });
      expect(() => format(parse(readTalk(written).moments[0]!.link))).not.toThrow();
    }));
  });

  it("are refused before they fill the memory", async () => {
    expect(await reasonOf(() => readTalk("[".repeat(3_000_000) + "]".repeat(3_000_000)))).toBe("too-large");
  });

  it("are refused with a reason", async () => {
    const with_ = (change: object) => JSON.stringify({ ...JSON.parse(writeTalk(talk)) as object, ...change });
    expect(await reasonOf(() => readTalk("{"))).toBe("not-json");
    expect(await reasonOf(() => readTalk("[]"))).toBe("not-ours");
    expect(await reasonOf(() => readTalk(with_({ format: "elbo-room" })))).toBe("not-ours");
    expect(() => readTalk(with_({ version: 2, moments: "of another kind" }))).toThrow(expect.objectContaining({ reason: "version", detail: "2" }));
    expect(() => readTalk(with_({ moments: [moment, { ...moment, zoom: 9 }] }))).toThrow(expect.objectContaining({ reason: "contents", detail: "moments.1.zoom" }));
    expect(await reasonOf(() => readTalkFile({ size: MAX_BYTES + 1, text: () => Promise.resolve("") }))).toBe("too-large");
    expect(await reasonOf(() => readTalkFile({ size: 1, text: () => Promise.reject(new Error("moved")) }))).toBe("unreadable");
  });

  it("keep a moment whose picture is damaged, without the picture", () => {
    const picture = moment.picture!;
    for (const damaged of ["", picture.slice(4), `${picture}AAAA`, `${picture.slice(1)}-`, `${picture.slice(1)}=`, `${"A".repeat(2090)}==`, "A".repeat(2092), 1, {}, true]) {
      const file = JSON.stringify({ ...JSON.parse(writeTalk(talk)) as object, moments: [{ ...moment, picture: damaged }] });
      expect(readTalk(file).moments).toEqual([{ ...moment, picture: null }]);
    }
  });

  it("have no part that earlier versions of the page refuse, if there are no pictures", () => {
    expect(writeTalk(talk)).toContain('"picture"');
    expect(writeTalk(withoutPictures(talk))).not.toContain("picture");
  });

  it("retain the link of a model that this page does not know", () => {
    const later = { ...talk, moments: [{ ...moment, link: "model=model-of-next-year&beta=4" }] };
    expect(readTalk(writeTalk(later))).toEqual(later);
  });

  it("are valid or refused, however they are damaged", async () => {
    const whole = writeTalk(talk);
    const pieces = fc.constantFrom("null", "-1", "1e999", "[]", "{}", '"__proto__"', "\\u0000", '"', ",", "true", "99999999999", "");
    await fc.assert(fc.asyncProperty(fc.nat(whole.length), fc.nat(20), pieces, (from, length, piece) =>
      soundOrRefused(() => readTalk(whole.slice(0, from) + piece + whole.slice(from + length)))), { numRuns: 2000 });
    await fc.assert(fc.asyncProperty(fc.json(), (any) => soundOrRefused(() => readTalk(any))), { numRuns: 300 });
  });
});

describe("talks in links", () => {
  it("are read as they were written, in characters that need no escape", async () => {
    await fc.assert(fc.asyncProperty(talks.filter(({ moments: some }) => some.length > 0), async (any) => {
      const letters = await talkInLink(any);
      expect(letters).toMatch(/^[\w-]+$/);
      expect(await talkFromLink(letters!)).toEqual(withoutPictures(withoutRecordings(any)));
    }), { numRuns: 50 });
  });

  it("contain no pictures", async () => {
    expect(await talkInLink(talk)).toBe(await talkInLink(withoutPictures(talk)));
  });

  it("are JSON after another implementation's inflate", async () => {
    const letters = await talkInLink(talk);
    expect(JSON.parse(inflateRawSync(Buffer.from(letters!, "base64url")).toString())).toEqual([
      1, talk.title, ...talk.moments.map(({ title, link, step, panel, zoom, lit, note }) => [title, link, step, panel, zoom, lit, note]),
    ]);
  });

  it("are read as they were written, for any length of the encoding", async () => {
    const read = await Promise.all(["", "a", "ab", "abc", "abcd"].map(async (title) => talkFromLink((await talkInLink({ ...talk, title }))!)));
    expect(read.map(({ title }) => title)).toEqual(["", "a", "ab", "abc", "abcd"]);
    expect(read[0]).toEqual({ ...withoutPictures(withoutRecordings(talk)), title: "" });
  });

  it("are refused if a moment has too few or too many parts", async () => {
    const whole = ["a", "", null, null, false, null, ""];
    const inLink = (...moments_: readonly unknown[]) => talkFromLink(deflated(JSON.stringify([1, "t", ...moments_])));
    expect(await inLink(whole)).toEqual({ title: "t", moments: [{ title: "a", link: "", step: null, panel: null, zoom: false, lit: null, note: "", recording: null, picture: null }] });
    for (const other of [whole.slice(1), [...whole, null], { 0: "a", length: 7 }, null]) {
      await expect(inLink(whole, other)).rejects.toMatchObject({ reason: "contents", detail: "moments.1" });
    }
    for (const other of ["{}", "1", "null", '{"length":3}']) await expect(talkFromLink(deflated(other))).rejects.toMatchObject({ reason: "damaged-link" });
    const notUtf8 = deflateRawSync(Buffer.from([...Buffer.from('[1,"'), 0xff, ...Buffer.from('",[]]')])).toString("base64url");
    await expect(talkFromLink(notUtf8)).rejects.toMatchObject({ reason: "damaged-link" });
  });

  it("may inflate to 256 KiB, and no byte more", async () => {
    const padded = (bytes: number) => deflated(`[1,"t"]${" ".repeat(bytes - 7)}`);
    expect(await reasonOf(() => talkFromLink(padded(256 * 1024)))).toBe("empty");
    expect(await reasonOf(() => talkFromLink(padded(256 * 1024 + 1)))).toBe("damaged-link");
  });

  it("are omitted if the link would be too long", async () => {
    const many = { title: "", moments: Array.from({ length: 200 }, (_, i) => ({ ...moment, note: Array.from({ length: 9 }, (_, k) => Math.sin(9 * i + k)).join() })) };
    expect(await talkInLink(many)).toBeNull();
    expect(await reasonOf(() => talkFromLink("A".repeat(MAX_LINKED)))).toBe("damaged-link");
    expect(await reasonOf(() => talkFromLink("A".repeat(MAX_LINKED + 1)))).toBe("too-large");
  });

  it("are valid or refused, however they are damaged, and never exceed the memory limit", async () => {
    const letters = (await talkInLink(talk))!;
    await fc.assert(fc.asyncProperty(fc.nat(letters.length - 1), fc.string({ maxLength: 4 }), (at, piece) =>
      soundOrRefused(() => talkFromLink(letters.slice(0, at) + piece + letters.slice(at + piece.length)))), { numRuns: 150 });
    // 3,000,000 equal letters deflate to some 3,000 bytes, which are 4,000 letters.
    expect(await reasonOf(() => talkFromLink(deflated(`[1,"${"a".repeat(2_900_000)}"]`)))).toBe("damaged-link");
  });
});

describe("editing", () => {
  it("moves, changes and removes moments", () => {
    const three = { title: "", moments: ["a", "b", "c"].map((title) => ({ ...moment, title })) };
    const recorded = withMoment(three, 1, { recording: talk.moments[1]!.recording });
    expect([recordedBytes(three), recordedBytes(recorded), recordedBytes(withMoment(recorded, 1, { note: "!" })), recordedBytes(withMoment(recorded, 1, { step: 5 }))]).toEqual([0, 9, 9, 0]);
    const order = ({ moments: all }: Talk) => all.map(({ title }) => title).join("");
    expect([withMoved(three, 0, 1), withMoved(three, 0, 9), withMoved(three, 2, -1), withMoved(three, 7, 0)].map(order)).toEqual(["bac", "bca", "cab", "abc"]);
    expect(order(withoutMoment(three, 1))).toBe("ac");
    expect(order(withMoment(three, 2, { title: "z" }))).toBe("abz");
    expect(withMoved(NO_TALK, 0, 1)).toBe(NO_TALK);
  });

  it("drops the picture of another run or step, and no other one", () => {
    const picture = moment.picture;
    const after = (change: Partial<Moment>) => withMoment(talk, 0, change).moments[0]!.picture;
    expect([{ step: 401 }, { step: null }, { link: "preset=holes@1" }].map(after)).toEqual([null, null, null]);
    expect([{ note: "!" }, { link: `${moment.link}&autostart=1` }, { step: 5, picture }].map(after)).toEqual([picture, picture, picture]);
  });

  it("drops the recording of another run or step, and no other one", () => {
    const recorded = talk.moments[1]!;
    const isRecorded = (change: Partial<Moment>) => withMoment(talk, 1, change).moments[1]!.recording !== null;
    expect([{ step: 401 }, { link: "preset=holes@1" }].map(isRecorded)).toEqual([false, false]);
    expect([{ note: "!" }, { step: recorded.step }, { link: withTraining(recorded.link, true) }].map(isRecorded)).toEqual([true, true, true]);
  });
});
