/** What the last check of random programs found. The paths are from the project's folder. */
export const COUNTS = "docs/data/randomPrograms.json";
/** Small programs with PyTorch's results, as JSON in deflate's format. */
export const PROGRAMS = "scripts/torch/random/programs.deflate";

export interface RandomCounts {
  /** The version of torch that executed the programs. */
  readonly torch: string;
  readonly date: string;
  /** The first seed. */
  readonly from: number;
  readonly programs: number;
  readonly supported: number;
  readonly wrong: number;
}
