/** Plain JavaScript: always there, slow. */
import "@tensorflow/tfjs-backend-cpu";
import { registerAdamCpu } from "../kernels/adam.cpu";
import { registerMatMulCpu } from "../kernels/matMul.cpu";
import { keepFactory } from "./factory";

const register = keepFactory("cpu");

export async function prepare() {
  register();
  registerAdamCpu();
  registerMatMulCpu();
}
