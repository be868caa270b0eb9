/** Claims that the lesson's texts make about its runs, measured by `npm run quality -- lessons`. Not part of the page. */
import { claim, type Play } from "../../../subject/quality/claims";
import { choiceOf, repaired, shows } from "../claims";
import { lesson } from "./lesson";

const [free, narrow] = lesson.rounds;
const same = "reconstructions of the same class";

export const plays: readonly Play[] = [
  {
    run: free.run,
    acts: [
      {
        steps: free.until, claims: [
          ...shows(choiceOf(lesson, "free"), "few", "few samples show the conditioning class"),
          claim("although about 90 % of reconstructions show the right digit: more than 82 %", same, "at least", 0.82),
          claim("but fewer than 95 %", same, "at most", 0.95),
          claim("reconstruction is below 125 nats", "loss reconstruction", "at most", 125),
          claim("hardly any sample is a clear digit", "clear samples", "at most", 0.1),
          claim("the KL is above 100 nats", "loss kl", "at least", 100),
        ],
      },
      {
        ...lesson.repair.solution, claims: [
          ...repaired(lesson),
          claim("many samples are clear digits", "clear samples", "at least", 0.35),
          claim("reconstruction gets worse with β = 4", "loss reconstruction", "at least", { times: 1.1, ofAct: 0 }),
          claim("while more reconstructions show the right digit", same, "at least", { times: 1.05, ofAct: 0 }),
        ],
      },
    ],
  },
  {
    run: narrow!.run,
    acts: [{
      steps: narrow!.until, claims: [
        ...shows(choiceOf(lesson, "narrow"), "more", "with two numbers, many more samples show the conditioning class"),
        claim("but far from all", "right class", "at most", 0.75),
        claim("and more reconstructions show the right digit", same, "at least", 0.93),
        claim("but reconstruction is worse: above 140 nats", "loss reconstruction", "at least", 140),
      ],
    }],
  },
];
