import { meanOf } from "../../../core/mean";
import type { Augmentation, AugmentationRow } from "../../../subject/measurements/augmentation/definition";
import { claimsOf } from "../../../subject/quality/studies";

type TrainingSet = Exclude<keyof AugmentationRow, "labels">;

/** The gain in percentage points over real images alone. */
const gain = ({ rows }: Augmentation, labels: number, way: TrainingSet): number => {
  const row = rows.find((one) => one.labels === labels)!;
  return 100 * (meanOf(row[way]) - meanOf(row.real));
};
const shows = ({ samplesAlone, rows }: Augmentation) => [`samples alone ${(100 * meanOf(samplesAlone)).toFixed(1)} %`, ...rows.map(({ labels, ...of }) =>
  `${labels}: ${Object.entries(of).map(([way, values]) => `${way} ${(100 * meanOf(values)).toFixed(1)}`).join(", ")}`)].join("; ");

export const claims = claimsOf("augmentation", [
  {
    says: "with 100 real images a CVAE's samples add about seven points, more than moving",
    holds: (of) => Math.abs(gain(of("all"), 100, "withSamples") - 7) < 2 && gain(of("all"), 100, "withSamples") > gain(of("all"), 100, "moved"),
    shows: (of) => shows(of("all")),
  },
  {
    says: "with 300 two points at most, less than moving; with 1,000 nothing",
    holds: (of) => gain(of("all"), 300, "withSamples") < 2.5 && gain(of("all"), 300, "withSamples") < gain(of("all"), 300, "moved")
      && gain(of("all"), 1000, "withSamples") < 0.5,
    shows: (of) => shows(of("all")),
  },
  {
    says: "samples of a model with 100 labels add at most six points to 100 real images",
    holds: (of) => of("hundred").told === 100 && gain(of("hundred"), 100, "withSamples") < 6.5,
    shows: (of) => shows(of("hundred")),
  },
  {
    says: "with 300 and 1,000 they lower the accuracy, and moving does better",
    holds: (of) => [300, 1000].every((labels) => gain(of("hundred"), labels, "withSamples") < 0 && gain(of("hundred"), labels, "withSamples") < gain(of("hundred"), labels, "moved")),
    shows: (of) => shows(of("hundred")),
  },
]);
