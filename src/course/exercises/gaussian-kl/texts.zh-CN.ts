import type { ExerciseTexts } from "../texts";

export const zhCN: ExerciseTexts = {
  task: [
    "这个 VAE 为每个类别设一个先验：一个小网络给出它的均值和方差的对数。因此 KL 项比较的是两个均值和方差都不同的高斯分布。",
    "请编写 `kl_divergence(mu_q, log_var_q, mu_p, log_var_p)`，其中 q 是编码器的高斯分布，p 是先验，`log_var` 是 log σ²。用闭式解为每张图像返回 KL(q‖p)，单位为奈特，形状为 [batch]，即对隐空间维度求和。",
  ],
  hints: [
    "KL(q‖p) 是 z 取自 q 时 log q(z) − log p(z) 的均值。各维独立，所以它是每维一项之和。对两个一维高斯分布，这一项是什么？",
    "每一项是 ½(σ_q²/σ_p² + (μ_q − μ_p)²/σ_p² − 1 + log σ_p² − log σ_q²)。q 的方差和均值之差的平方都要除以 p 的方差。",
    "`terms = torch.exp(log_var_q - log_var_p) + (mu_q - mu_p) ** 2 / torch.exp(log_var_p) - 1 - log_var_q + log_var_p`，然后 `return 0.5 * terms.sum(1)`",
  ],
  mistakes: {
    kl_divergence__reversed: "这是 KL(p‖q)：参数的次序反了。KL 散度不对称。ELBO 中的是 KL(q‖p)，对取自 q 的 z 求均值。",
    kl_divergence__no_half: "这是 KL 散度的两倍：缺少 ½。这样训练相当于 β = 2。",
    kl_divergence__logs_not_halved: "对数方差没有乘 ½。log σ 等于 ½ log σ²，所以整个和都要乘 ½。这样训练会使 σ_q 相对 σ_p 过大。",
    kl_divergence__one_not_halved: "1 没有乘 ½，因此每一维低了 ½。梯度正确，但 q 等于 p 时结果是每维 −½，而它应当是 0。",
    kl_divergence__mean: "这里对隐空间维度取了均值，而不是求和。这样训练相当于 β = 1/latent。",
    kl_divergence__per_dimension: "这里为每一维返回一个数。请对隐空间维度求和：`.sum(1)`。",
    kl_divergence__sum_over_batch: "这里对批次也求了和。请为每张图像返回一个数，程序自己会对批次取均值。",
    kl_divergence__mean_over_batch: "这里已经对批次取了均值。请为每张图像返回一个数，均值由程序来取。",
    kl_divergence__mean_of_all: "这里对图像和维度都取了均值。请为每张图像返回一个数，即对各维求和。",
    kl_divergence__log_sigma: "这里把 `log_var` 当成了 log σ，因此方差成了正确值的平方。exp(log_var) 就是方差。",
    kl_divergence__no_one: "缺少 −1，因此每一维高了 ½。梯度正确，但 q 等于 p 时结果不是 0。",
    kl_divergence__negative: "符号反了。KL 散度从不为负，而这里从不为正；训练会让 q 和 p 的差别无限增大。",
    kl_divergence__no_means: "缺少均值的一项。这样两个高斯分布可以在任何位置：先验学不到本类的编码在哪里。",
    kl_divergence__distance_not_divided: "均值之差的平方没有除以 σ_p²。p 越窄，同样的差代价应越大。",
    kl_divergence__distance_by_sigma: "均值之差的平方除以了 σ_p。应除以 σ_p²：差的平方与方差的单位相同。",
    kl_divergence__distance_by_q: "均值之差的平方除以了 q 的方差。应除以 p 的方差：衡量到 μ_p 的距离的是 log p(z)。",
    kl_divergence__distance_not_squared: "均值之差没有平方。这样 μ_q 小于 μ_p 时这一项为负，训练会使 μ_q − μ_p 无限减小。",
    kl_divergence__variance_not_divided: "q 的方差没有除以 p 的方差。只有当 p 的方差为 1 时才正确。",
    kl_divergence__logs_reversed: "对数方差的符号反了。这样 σ_q 不受限制，会趋于 0，损失会无限下降。",
    kl_divergence__no_log_of_p: "缺少 log σ_p²。这样先验的方差可以不受限制地增大，而先验很宽时，均值几乎不起作用。",
    kl_divergence__standard_prior: "这是到 N(0, I) 的 KL 散度。先验的均值和方差都没有用到，因此先验没有梯度。",
    kl_divergence__one_draw: "这里用一次抽样估计 KL：log q(z) − log p(z)。它的期望正确，但有噪声，还可能为负。两个高斯分布有闭式解。",
    kl_divergence__prior_detached: "数值正确，但梯度传不到 `mu_p` 和 `log_var_p`。这样先验一直停在初始状态。",
  },
  done: "400 步之后，KL 约为 3.5 奈特，三分之一到一半的样本属于所在列的类别。如果所有类别共用一个先验，就只有十分之一。",
};
