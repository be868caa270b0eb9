/** Plain JavaScript: always available, but slow. */
import "@tensorflow/tfjs-backend-cpu";
import { registerMatMulCpu } from "../kernels/matMul.cpu";
import { keepFactory } from "./factory";

const register = keepFactory("cpu");

/** Registers the backend and its kernels. */
export async function prepare() {
  register();
  registerMatMulCpu();
}
