/** Where a talk stands that is given in this tab: a page that is loaded again goes on there, and the speaker's window hears of it again. */
import * as v from "valibot";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const moment = v.pipe(v.number(), v.finite());

const PlaceSchema = v.object({
  /** Of the channel to the speaker's window. */
  id: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
  /** The moment on show, counted from 0. */
  at: count,
  began: moment,
  momentBegan: moment,
  recorded: v.boolean(),
});

export type Place = Readonly<v.InferOutput<typeof PlaceSchema>>;

/** Null where the text is not what `JSON.stringify` made of one. */
export function readPlace(text: string): Place | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), PlaceSchema), text);
  return parsed.success ? parsed.output : null;
}
