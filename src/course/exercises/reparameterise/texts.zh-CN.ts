import type { ExerciseTexts } from "../texts";

export const zhCN: ExerciseTexts = {
  task: [
    "编码器为每张图像给出 `mu` 和 `log_var`，即 μ 和方差的对数 log σ²。解码器需要为每张图像从 N(μ, σ²) 中抽取一个编码。",
    "请编写 `reparameterise(mu, log_var)`：返回形状为 [batch, latent] 的一次抽样，并让梯度能传到 `mu` 和 `log_var`。",
  ],
  hints: [
    "从 N(μ, σ²) 的抽样可以写成 μ、σ 和噪声的函数，而噪声与它们无关。是哪个函数？",
    "z = μ + σ ⊙ ε，其中 ε 取自 N(0, I)，每张图像、每个隐空间维度各一个数。`torch.randn_like` 抽取 ε。编码器给出 log σ²，所以 σ = exp(½ log σ²)。",
    "`return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)`",
  ],
  mistakes: {
    reparameterise__no_noise: "这里返回的是均值，没有抽样。这样模型就是惩罚 μ² 的自编码器：解码器见不到噪声，σ 对重建没有影响。",
    reparameterise__variance_for_sigma: "这里噪声乘的是 σ² 而不是 σ。`log_var` 是方差的对数，标准差是方差的平方根。",
    reparameterise__half_variance: "噪声乘的是方差的一半。请在 `exp` 之前把 `log_var` 减半：exp(0.5 · log σ²) = σ。",
    reparameterise__log_for_sigma: "这里噪声乘的是 log σ²。请先取指数：标准差是正数。",
    reparameterise__half_log_for_sigma: "这里噪声乘的是 log σ。请先取指数：标准差是正数。",
    reparameterise__root_of_log: "这里对 log σ² 开方，log σ² 为负时得不到实数。标准差是 exp(½ log σ²)。",
    reparameterise__inverse_sigma: "这里噪声乘的是 1/σ：指数里多了一个负号。",
    reparameterise__one_for_all: "这里整个批次的图像共用一个 ε。每张图像都需要自己的噪声：`torch.randn_like(mu)` 抽取 [batch, latent] 个数。",
    reparameterise__one_per_image: "这里一张图像的所有隐空间维度共用一个随机数，所以一次抽样的各维是相关的。`torch.randn_like(mu)` 为每一维各抽一个数。",
    reparameterise__uniform_noise: "这里的噪声在 [0, 1) 上均匀分布，均值为 ½。`randn` 从 N(0, 1) 抽取。",
    reparameterise__no_mean: "缺少均值：这里从 N(0, σ²) 抽样，编码只能通过 σ 带有图像的信息。",
    reparameterise__no_scale: "缺少标准差：这里从 N(μ, 1) 抽样，编码器无法选择编码的精度。",
    reparameterise__mean_scaled: "均值也乘了 σ。只有噪声要乘：μ + σ ⊙ ε。",
    reparameterise__no_gradient: "数值正确，但梯度传不到 `mu` 和 `log_var`：抽样时没有记录计算图，例如用了 `sample()` 或 `torch.no_grad()`。这样编码器只从 KL 学习。",
    reparameterise__mean_detached: "数值正确，但梯度传不到 `mu`：它被 detach 了。这样编码器只从 KL 学习均值。",
    reparameterise__sigma_detached: "数值正确，但梯度传不到 `log_var`：σ 被 detach 了。这样编码器只从 KL 学习 σ。",
    reparameterise__arguments_swapped: "`mu` 和 `log_var` 对调了：这里从均值为 log σ²、方差为 exp(μ) 的高斯分布抽样。",
  },
  done: "请看 KL：最初几步编码开始带有信息，KL 随之上升；400 步之后约为 5.4 奈特。",
};
