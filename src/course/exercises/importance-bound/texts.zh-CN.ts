import type { ExerciseTexts } from "../texts";

export const zhCN: ExerciseTexts = {
  task: [
    "重要性加权自编码器为每张图像抽取 K 个编码，每个编码有权重 w = p(x, z)/q(z|x)。K 个权重的均值是 p(x) 的无偏估计，所以这个均值的对数的期望是 log p(x) 的下界，而且不会比 ELBO 松。",
    "请编写 `bound(log_w)`。`log_w` 的形状为 [batch, K]，是以奈特为单位的对数。返回一个数：log((w₁ + … + w_K)/K) 对批次的均值。",
    "训练之初 log w 小于 −500，而 exp(−500) 在单精度下为 0。对数权重约为 −600 时，结果也要正确。",
  ],
  hints: [
    "这里有两次平均：对 K 的在对数里面，对图像的在外面。怎样计算若干个 exp 之和，才不会让它们全都变成 0？",
    "对任何 m，log Σ exp(a_k) = m + log Σ exp(a_k − m)；取 m 为最大的 a_k，就有一个 exp 等于 1。`torch.logsumexp(log_w, 1)` 正是这样做的。取均值而不是求和，就再减去 log K。",
    "`return (torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])).mean()`",
  ],
  mistakes: {
    bound__elbo: "这是对数权重的均值，它估计的是 ELBO。请先对权重取均值，再取对数：这样抽样越多，界越紧。",
    bound__no_log_count: "没有减去 log K：这是和的对数，不是均值的对数。梯度正确，但结果高了 log K，不一定是下界。",
    bound__count_not_in_log: "和的对数除以了 K。除法应在对数里面，也就是减去 log K。",
    bound__wrong_axis: "这里对不同图像的权重取了均值。K 是第二维：请对第 1 维用 `logsumexp`。",
    bound__wrong_count: "这里减去了批次大小的对数。和中有 K 个权重，所以应减去 log K。",
    bound__over_all: "这里在取对数之前对所有图像和抽样取了均值。每张图像有自己的 log p(x)，请在取对数之后再对图像取均值。",
    bound__underflow: "公式正确，但在单精度下 exp(−600) 为 0，而 log 0 不是有限的数。请用 `torch.logsumexp`。",
    bound__no_log: "缺少对数：这是权重的均值。对数权重约为 −600 时，它在单精度下为 0，梯度也为 0。",
    bound__maximum: "这里取了最大的对数权重。只有当一个权重远大于其他权重时，它才接近和的对数，而且其他抽样没有梯度。",
    bound__maximum_of_all: "这里减去的是整个批次中最大的对数权重。对数权重小约 100 的图像，其权重就全为 0。请取每一行的最大值。",
    bound__maximum_not_added: "为了稳定减去了最大的对数权重，却没有加回来。这样结果在 −log K 和 0 之间，几乎不反映 p(x)。",
    bound__first_draw: "这里只用了第一次抽样：K = 1 时的界，也就是 ELBO 的估计。",
    bound__sum_over_batch: "这里对批次求了和。请返回对图像的均值。",
    bound__per_image: "这里为每张图像返回一个数。请返回它们的均值。",
    bound__negative: "符号反了。程序自己会取负号，这样训练会让图像的概率变小。",
    bound__weighted: "这是 log w 按归一化权重的加权均值，不是这个界；由于权重也依赖 log w，梯度也不同。",
    bound__weights_detached: "梯度正确：界的梯度就是 log w 的梯度按归一化权重的加权均值。但数值不是这个界。",
  },
  done: "K = 5 时，400 步之后，界的相反数约为 149 奈特。如果用对数权重的均值（即 ELBO）训练，结果约高 2 奈特。",
};
