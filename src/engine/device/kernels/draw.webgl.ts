/**
 * Programs with multiple render targets on the webgl backend. tfjs' programs write one target, so that common inputs of several
 * results are read and computed repeatedly. These programs draw into textures of tfjs' pool.
 */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import type { GPGPUContextProgram } from "@tensorflow/tfjs-backend-webgl/dist/gpgpu_context";
import {
  createFragmentShader, getTextureShapeFromLogicalShape, isReshapeFree, validateFramebuffer,
} from "@tensorflow/tfjs-backend-webgl/dist/webgl_util";
import { util, type TensorInfo } from "@tensorflow/tfjs-core";
import { texelwise } from "./elementwise.webgl";

export interface MultiTargetProgram {
  /** Names of samplers, in the order of the input tensors. */
  readonly inputs: readonly string[];
  /** Names of float uniforms, in the order of their values. */
  readonly uniforms: readonly string[];
  /** Names of outputs, declared as `out vec4`, all of the same size. */
  readonly outputs: readonly string[];
  /** GLSL: the body of `main`. `resultUV` is the middle of the texel that is drawn, between 0 and 1. */
  readonly body: string;
}

interface Program {
  readonly program: GPGPUContextProgram;
  readonly samplers: readonly WebGLUniformLocation[];
  readonly uniforms: readonly WebGLUniformLocation[];
}

/** The framebuffers and programs of one backend. */
class RenderTargets {
  readonly #backend: MathBackendWebGL;
  readonly #gl: WebGL2RenderingContext;
  readonly #framebuffers = new Map<number, WebGLFramebuffer>();
  readonly #programs = new Map<MultiTargetProgram, Program>();

  constructor(backend: MathBackendWebGL) {
    this.#backend = backend;
    // tfjs has the type of WebGL 1, but the backend uses WebGL 2 only.
    this.#gl = backend.gpgpu.gl as WebGL2RenderingContext;
  }

  draw(drawing: MultiTargetProgram, inputs: readonly TensorInfo[], uniforms: readonly number[], shape: number[]): TensorInfo[] {
    const { gpgpu } = this.#backend;
    const gl = this.#gl;
    const packed = inputs.map((input) => this.#packed(input));
    const outputs = drawing.outputs.map(() => this.#blank(shape));
    const known = this.#program(drawing);
    gpgpu.setProgram(known.program);
    gpgpu.bindVertexArray(known.program.vao);
    known.samplers.forEach((sampler, i) => gpgpu.setInputMatrixTexture(this.#texture(packed[i]!), sampler, i));
    known.uniforms.forEach((location, i) => gl.uniform1f(location, uniforms[i]!));
    this.#bindTargets(outputs);
    gpgpu.executeProgram();
    packed.forEach((input, i) => {
      if (input !== inputs[i]) this.#backend.disposeIntermediateTensorInfo(input);
    });
    return outputs;
  }

  /** `places`: column and row of each part's first element, even. All parts have the same shape and must have been drawn here. */
  join(parts: readonly TensorInfo[], places: readonly (readonly [number, number])[], shape: number[]): TensorInfo {
    const gl = this.#gl;
    const whole = this.#blank(shape);
    const { width, height } = this.#bindTargets(parts);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture(whole));
    places.forEach(([column, row], i) => {
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + i);
      gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, column / 2, row / 2, 0, 0, width, height);
    });
    for (const part of parts) this.#backend.disposeIntermediateTensorInfo(part);
    return whole;
  }

  #texture({ dataId }: TensorInfo): WebGLTexture {
    return this.#backend.texData.get(dataId).texture!.texture;
  }

  /** Binds `targets` for drawing, until tfjs binds a framebuffer of its own. */
  #bindTargets(targets: readonly TensorInfo[]): { width: number; height: number } {
    const gl = this.#gl;
    const known = this.#framebuffers.get(targets.length);
    const framebuffer = known ?? gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments = targets.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
    targets.forEach((target, i) =>
      gl.framebufferTexture2D(gl.FRAMEBUFFER, attachments[i]!, gl.TEXTURE_2D, this.#texture(target), 0));
    gl.drawBuffers(attachments);
    if (!known) {
      // Without this check an incapable driver would silently draw nothing.
      validateFramebuffer(gl);
      this.#framebuffers.set(targets.length, framebuffer);
    }
    const [rows, columns] = this.#backend.texData.get(targets[0]!.dataId).texShape!;
    const size = { width: Math.ceil(columns / 2), height: Math.ceil(rows / 2) };
    gl.viewport(0, 0, size.width, size.height);
    gl.scissor(0, 0, size.width, size.height);
    return size;
  }

  /** The tensor, or a copy if its texture does not have the packed layout of its shape (two rows and columns in a texel). */
  #packed(input: TensorInfo): TensorInfo {
    const data = this.#backend.texData.get(input.dataId);
    if (!data.texture) {
      // Uploads the tensor if it is not on the GPU yet, in packed layout, as tfjs does before a packed program.
      data.isPacked = true;
      data.shape = input.shape;
      this.#backend.uploadToGPU(input.dataId);
    }
    if (!data.isPacked) return this.#backend.packTensor(input);
    const expected = getTextureShapeFromLogicalShape(input.shape, true);
    if (isReshapeFree(data.shape, input.shape) && util.arraysEqual(data.texShape!, expected)) return input;
    return this.#backend.runWebGLProgram(texelwise("x", input.shape), [input], input.dtype);
  }

  #blank(shape: number[]): TensorInfo {
    const info = this.#backend.makeTensorInfo(shape, "float32");
    this.#backend.texData.get(info.dataId).isPacked = true;
    this.#backend.uploadToGPU(info.dataId);
    return info;
  }

  #program(drawing: MultiTargetProgram): Program {
    const known = this.#programs.get(drawing);
    if (known) return known;
    const { inputs, uniforms, outputs, body } = drawing;
    const lines = [
      "#version 300 es", "precision highp float;", "precision highp sampler2D;", "in vec2 resultUV;",
      ...inputs.map((name) => `uniform sampler2D ${name};`),
      ...uniforms.map((name) => `uniform float ${name};`),
      ...outputs.map((name, i) => `layout(location = ${i}) out vec4 ${name};`),
      `void main() {${body}}`,
    ];
    const { gpgpu } = this.#backend;
    const program = gpgpu.createProgram(createFragmentShader(this.#gl, lines.join("\n")));
    gpgpu.buildVao(program);
    const locations = (names: readonly string[]) => names.map((name) => gpgpu.getUniformLocation(program, name));
    const made = { program, samplers: locations(inputs), uniforms: locations(uniforms) };
    this.#programs.set(drawing, made);
    return made;
  }
}

const renderTargets = new WeakMap<MathBackendWebGL, RenderTargets>();

function targetsOf(backend: MathBackendWebGL): RenderTargets {
  const targets = renderTargets.get(backend) ?? new RenderTargets(backend);
  renderTargets.set(backend, targets);
  return targets;
}

/** Memoises `make` by key, since compiled programs are cached by object identity. */
export function memoisedPrograms<Subject>(keyOf: (subject: Subject) => string, make: (subject: Subject) => MultiTargetProgram) {
  const made = new Map<string, MultiTargetProgram>();
  return (subject: Subject): MultiTargetProgram => {
    const key = keyOf(subject);
    const drawing = made.get(key) ?? make(subject);
    made.set(key, drawing);
    return drawing;
  };
}

/**
 * Runs a program once for each texel of the outputs, which all have `shape` and belong to the caller. Inputs are packed first if
 * necessary; their textures have the size of their own shape. Throws if the shader does not compile, or the driver does not
 * support that many targets.
 */
export const draw = (
  backend: MathBackendWebGL, drawing: MultiTargetProgram, inputs: readonly TensorInfo[], uniforms: readonly number[], shape: number[],
): TensorInfo[] => targetsOf(backend).draw(drawing, inputs, uniforms, shape);

/**
 * Returns a matrix assembled from such outputs, which are disposed. `places`: column and row of each one's first element, even;
 * outputs may overlap if they agree there.
 */
export const join = (
  backend: MathBackendWebGL, parts: readonly TensorInfo[], places: readonly (readonly [number, number])[], shape: number[],
): TensorInfo => targetsOf(backend).join(parts, places, shape);
