/** What measurements find, as plain numbers. */

/** −log p(x) ≤ `bound`, on test images never trained on; p(x|y) for conditional models. Burda et al. 2016. */
export interface KSampleBound {
  readonly images: number;
  readonly k: number;
  /** Nats per image: with K samples, and its standard error over images. */
  readonly bound: number;
  readonly standardError: number;
  /** −ELBO of the same draws, what K = 1 gives on average. */
  readonly negativeElbo: number;
}

export interface CodesStatistics {
  readonly images: number;
  /** [d] in nats; null for codes that are points, and where the prior is not N(0, I), whose dimensions do not add up. */
  readonly klPerDimension: readonly number[] | null;
  /** [d]: Var_x(E[zⱼ|x]). */
  readonly variances: readonly number[];
  /** Dimensions whose variance is above 0.01. */
  readonly activeUnits: number;
  /** KL divergence in bits per image, by one draw for each image where the prior is not N(0, I); null for codes that are points. */
  readonly rateBits: number | null;
  /** Reconstruction in nats per image; null for models that measure likeness in another way. */
  readonly distortionNats: number | null;
  /** Standard deviation of the decoder's Gaussian pixels; null for models without. */
  readonly sigma: number | null;
  /** Of a prior that is a mixture, how its components sort the images; null for others. */
  readonly sorting: Sorting | null;
  /** How the entries of a codebook are used; null for models without. */
  readonly codebook: CodebookUse | null;
}

/** Of the entries that the images' codes are made of. */
export interface CodebookUse {
  /** [K]: the share of places that each is at. */
  readonly shares: readonly number[];
  /** exp of the shares' entropy: so many entries, all used alike, would be as varied. */
  readonly perplexity: number;
  /** Entries at no place of any image. */
  readonly dead: number;
}

/** Each image falls to the component that most likely made its code's mean. */
export interface Sorting {
  readonly components: number;
  /** Components that some image falls to. */
  readonly used: number;
  /** Share of images whose class is the most frequent one of their component. Training saw no classes. */
  readonly sameClass: number;
}

/** A judge that was trained on a reader's own labelled images. */
export interface OwnJudge {
  /** Those that training images have, ascending. */
  readonly classes: readonly number[];
  /** Share of the held-out images that it names rightly. */
  readonly testAccuracy: number;
  readonly testImages: number;
}

/** What a judge was asked for. */
interface ByJudge {
  /** The one that was asked, where it is not the bundled one. */
  readonly judge?: OwnJudge;
}

/** Test images against what the decoder makes of their codes' means. */
export interface ReconstructionQuality extends ByJudge {
  readonly images: number;
  /** Mean gradient magnitude, of the images and of their reconstructions. */
  readonly sharpnessOfImages: number;
  readonly sharpness: number;
  /** Share of reconstructions in which the judge sees the image's class. */
  readonly sameClass: number;
}

export interface ProbeAccuracy {
  readonly images: number;
  /** Training images whose codes are the neighbours. */
  readonly references: number;
  readonly neighbours: number;
  readonly accuracy: number;
}

/** Of the model's own classifier, on test images. */
export interface TestError {
  readonly images: number;
  /** Share of images whose class it does not name. */
  readonly error: number;
  /** [10]: of the images of this class; 0 where there is none. */
  readonly perClass: readonly number[];
}

/** Missing pixels of test images, filled in from K codes of each. */
export interface Imputation {
  readonly images: number;
  readonly k: number;
  /** Share of the pixels that are missing. */
  readonly missing: number;
  /** Means over the missing pixels of |x̂ − x| and (x̂ − x)², in grey values from 0 to 1. */
  readonly ofModel: ImputationError;
  /** The same of the mean image: each pixel's mean over the training images in which it is observed. */
  readonly ofMean: ImputationError;
}

export interface ImputationError {
  readonly absolute: number;
  readonly squared: number;
}

/** What a model makes of what it is given of test images. */
export interface Translation {
  readonly images: number;
  /** Mean over the pixels of |x̂ − x|, in grey values from 0 to 1; and the same of what is given, taken as it is. */
  readonly error: number;
  readonly errorOfGiven: number;
  /** Mean gradient magnitude, of what is made and of the images. */
  readonly sharpness: number;
  readonly sharpnessOfImages: number;
  /** Share in which the judge sees the image's class: of what is made, and of what is given. */
  readonly sameClass: number;
  readonly sameClassOfGiven: number;
  /** Pixels to the right for each row upwards; pixels across a stroke. */
  readonly slant: OfTranslation;
  readonly thickness: OfTranslation;
}

/** Means, of what is made, of what is given, and of the images. */
export interface OfTranslation {
  readonly made: number;
  readonly given: number;
  readonly images: number;
}

export interface ClassAccuracy extends ByJudge {
  readonly samples: number;
  readonly accuracy: number;
  /** [10]: share of the samples of this class in which the judge sees it; 0 where none was asked for. */
  readonly perClass: readonly number[];
  /** [10][10]: row: class asked for, column: class seen. */
  readonly confusion: readonly (readonly number[])[];
}

/** Of models that find their classes themselves. */
export interface ClassesFound {
  readonly samples: number;
  /** [10]: the digit that each value of the code stands for; no two the same, chosen so that `accuracy` is as high as can be. */
  readonly digits: readonly number[];
  /** Share of the samples in which the judge sees the digit that their value stands for. */
  readonly accuracy: number;
  /** [10]: the same by value. */
  readonly perValue: readonly number[];
  /** [10][10]: row: value asked for, column: class seen. */
  readonly confusion: readonly (readonly number[])[];
}

export interface ClassHistogram extends ByJudge {
  readonly samples: number;
  /** [10], by the judge. */
  readonly counts: readonly number[];
  /** Nats; log 10 ≈ 2.303 at most. */
  readonly entropy: number;
  /** Classes that come up, with a tenth of their due or more; of images that are not digits yet, too. */
  readonly covered: number;
  /** Variance of the judge's features within classes, as a share of that of test images. */
  readonly variety: number;
  /** Share of the samples whose class the judge is sure of, above 90 %: of test images, 98 %. */
  readonly clear: number;
  readonly verdict: CollapseVerdict;
}

export interface CollapseVerdict {
  /**
   * "covered": all is well. "missing": classes are left out, the usual mode collapse. "alike": every class comes up, but
   * as the same image again and again. "uneven": all come up, some far too often. "too-few": no verdict. "unclear":
   * none either, as the judge is sure of less than half of the samples.
   */
  readonly kind: "covered" | "missing" | "alike" | "uneven" | "too-few" | "unclear";
  readonly missing: readonly number[];
  readonly over: readonly number[];
}

/** Fréchet distance in the judge's features. Not on the scale of a FID. */
export interface DigitFid extends ByJudge {
  readonly samples: number;
  /** Samples against training images. */
  readonly distance: number;
  /** As many test images against the same training images: what a perfect model would reach. */
  readonly floor: number;
}

export interface NearestTraining {
  /** Test images that the samples are compared with. */
  readonly images: number;
  /** Of each sample: the nearest training image, and the Euclidean distance between their pixels. */
  readonly nearest: readonly { readonly image: number; readonly distance: number }[];
  /** [samples × 784], bytes: the samples. */
  readonly pixels: Uint8Array;
  /** [samples × 784], bytes: the nearest training image of each. */
  readonly nearestPixels: Uint8Array;
  readonly medianOfSamples: number;
  readonly medianOfTest: number;
  /** Of each sample: share of test images that are nearer to a training image. */
  readonly rank: readonly number[];
  /** Share of samples nearer than all but 1 % of the test images; about 0.01 where nothing was learnt by heart. */
  readonly suspicious: number;
}

/** How far samples are from data whose density is known. */
export interface Divergences extends Distances {
  readonly samples: number;
  /** KL and JS are of shares of cells: the length of one side. */
  readonly cell: number;
  /** Points of each of the two sets whose Wasserstein distance is computed; 0: it is not. */
  readonly carried: number;
  /** The same of as many points of the data in place of samples: what a perfect model would reach. */
  readonly floor: Distances;
  /** Null where the data are no mixture of Gaussians. */
  readonly modes: Modes | null;
}

export interface Distances {
  /** KL(p‖q) from the data's density to the model's, in nats, with half a sample more in each cell. */
  readonly kl: number;
  /** JS divergence, in nats: at most log 2. */
  readonly js: number;
  /** The mean way from a point of one set to its partner in the other, at best; null where none is carried. */
  readonly wasserstein: number | null;
}

export interface Modes {
  /** [modes]: share of the samples within four standard deviations of each. */
  readonly shares: readonly number[];
  /** Those with at least a quarter of what they are due. */
  readonly found: number;
  /** Share of the samples near none. */
  readonly far: number;
}

/** What makes images, with its kernels in fewer bits: uniform, symmetric, one scale for each. */
export interface QuantisedDecoder {
  readonly samples: number;
  /** As of `DigitFid`. */
  readonly floor: number;
  /** As it is, in 32 bits, first; then in ever fewer. */
  readonly levels: readonly QuantisedLevel[];
}

export interface QuantisedLevel {
  readonly bits: number;
  /** Of all its parameters; those that are no kernels have 32 bits. */
  readonly bytes: number;
  /** Digit-FID of the samples. */
  readonly distance: number;
  /** [10 × 784], bytes: the first samples, from the same codes at each level. */
  readonly pixels: Uint8Array;
}

/** Of the gradient of E[log p(x|z)] by the posterior's mean, from one draw of z for each test image. */
export interface GradientVariance {
  readonly images: number;
  readonly draws: number;
  /** ‖∇‖² of the mean over the draws, by reparameterisation, a mean over images. */
  readonly squaredGradient: number;
  /** Variance of one draw's estimate, summed over dimensions, a mean over images; `baseline`: of the score function less a baseline. */
  readonly variances: Readonly<Record<"reparameterised" | "score" | "baseline", number>>;
}

/**
 * What samples with asked-for classes are worth to a small classifier: shares of test images whose class it names. Each number in a list
 * is of one repetition, with a start, an order and, unless `told` says more, real images of its own.
 */
export interface Augmentation {
  readonly images: number;
  readonly samples: number;
  /** Of each training, with as many images in each step. */
  readonly steps: number;
  /** Training images whose labels the model itself was told, where these are few: the real ones are then drawn from them first. Null: all. */
  readonly told: number | null;
  /** From samples alone. */
  readonly samplesAlone: readonly number[];
  readonly rows: readonly AugmentationRow[];
}

export interface AugmentationRow {
  /** Real images with labels, as many of each class. */
  readonly labels: number;
  readonly real: readonly number[];
  /** Each moved by up to two pixels whenever it is shown. */
  readonly moved: readonly number[];
  /** Half of each batch are samples. */
  readonly withSamples: readonly number[];
}
