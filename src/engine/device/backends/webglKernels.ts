/**
 * The WebGL kernels that the operations of `core/model/tf.ts` and their gradients need: a third of tfjs' kernels, and half of
 * their size. An operation that is added there needs its kernels here; kernels.spec.ts fails otherwise.
 */
import { registerKernel, type KernelConfig } from "@tensorflow/tfjs-core";
import { absConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Abs";
import { addConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Add";
import { batchMatMulConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul";
import { castConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Cast";
import { clipByValueConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/ClipByValue";
import { concatConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Concat";
import { conv2DConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2D";
import { conv2DBackpropFilterConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropFilter";
import { conv2DBackpropInputConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Conv2DBackpropInput";
import { equalConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Equal";
import { expConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Exp";
import { expandDimsConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/ExpandDims";
import { fillConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Fill";
import { greaterEqualConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/GreaterEqual";
import { identityConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Identity";
import { lessConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Less";
import { lessEqualConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/LessEqual";
import { logConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Log";
import { logicalAndConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/LogicalAnd";
import { maxConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Max";
import { maximumConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Maximum";
import { meanConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Mean";
import { multiplyConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply";
import { negConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Neg";
import { packConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Pack";
import { padV2Config } from "@tensorflow/tfjs-backend-webgl/dist/kernels/PadV2";
import { powConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Pow";
import { realDivConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/RealDiv";
import { reluConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Relu";
import { reshapeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape";
import { rsqrtConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Rsqrt";
import { selectConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Select";
import { sigmoidConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid";
import { sliceConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Slice";
import { softplusConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Softplus";
import { splitVConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/SplitV";
import { sqrtConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sqrt";
import { squareConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Square";
import { stepConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Step";
import { subConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sub";
import { sumConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Sum";
import { tanhConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh";
import { tileConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Tile";
import { transposeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose";
import { zerosLikeConfig } from "@tensorflow/tfjs-backend-webgl/dist/kernels/ZerosLike";

const KERNELS: readonly KernelConfig[] = [
  absConfig, addConfig, batchMatMulConfig, castConfig, clipByValueConfig, concatConfig, conv2DConfig,
  conv2DBackpropFilterConfig, conv2DBackpropInputConfig, equalConfig, expConfig, expandDimsConfig, fillConfig,
  greaterEqualConfig, identityConfig, lessConfig, lessEqualConfig, logConfig, logicalAndConfig, maxConfig,
  maximumConfig, meanConfig, multiplyConfig, negConfig, packConfig, padV2Config, powConfig, realDivConfig,
  reluConfig, reshapeConfig, rsqrtConfig, selectConfig, sigmoidConfig, sliceConfig, softplusConfig, splitVConfig,
  sqrtConfig, squareConfig, stepConfig, subConfig, sumConfig, tanhConfig, tileConfig, transposeConfig,
  zerosLikeConfig,
];

for (const kernel of KERNELS) registerKernel(kernel);
