import type { ExerciseTexts } from "../texts";

export const zhCN: ExerciseTexts = {
  task: [
    "这个自编码器的编码由 32 个比特组成。比特是 logit 的阶跃函数：除了跳变处，导数处处为 0，所以编码器学不到东西。直通估计器用一个光滑函数的导数来代替它。",
    "请编写 `binarise(logits)`：logit 大于 0 时返回 1.0，否则返回 0.0。反向传播时，它的梯度是 `sigmoid(logits)` 的梯度。",
  ],
  hints: [
    "`detach()` 保留张量的值，去掉它的梯度。怎样让一个和的值来自一项，而梯度来自另一项？",
    "设 p 为 logit 的 sigmoid。p − p.detach() 的值为 0，梯度是 p 的梯度。请把这个差加到比特上。如果不加括号，舍入会使一些 1 变成 0.99999994。",
    "`p = logits.sigmoid()`，然后 `return (logits > 0).float() + (p - p.detach())`",
  ],
  mistakes: {
    binarise__no_gradient: "比特正确，但没有梯度经过它们：比较没有梯度，取整的梯度为 0。编码器保持最初的权重，只有解码器在学习。",
    binarise__identity: "比特正确，但它们的梯度是 logit 本身的梯度，处处为 1。这也是一种常用的直通估计：Bengio 等人注明它出自 Hinton 的课程。题目要求的是 sigmoid 的梯度，它最大为 ¼，在 logit 远离 0 时很小。",
    binarise__probabilities: "这里返回的是概率，而不是比特。这样自编码器用连续的编码训练，而它的解码器没有见过由比特组成的编码。",
    binarise__rounded_logits: "这里对 logit 取整：2.7 的 logit 变成 3。logit 大于 0，也就是 sigmoid 大于 ½ 时，比特才是 1。",
    binarise__rounded_without_gradient: "这里对 logit 取整，2.7 的 logit 变成 3，而且没有梯度经过结果。",
    binarise__signs: "这里返回 −1 和 1，梯度是 tanh 的。这里的比特是 0 和 1，与最后的样本一样，梯度是 sigmoid 的。",
    binarise__signs_with_sigmoid: "这里返回 −1 和 1。这里的比特是 0 和 1，与程序最后的样本一样。",
    binarise__above_half: "这里的阈值是 ½，它适用于概率。对 logit 来说，阈值是 0：sigmoid(0) = ½。",
    binarise__inverted: "比特反了：logit 小于 0 时是 1，而梯度却是随 logit 增大的比特的梯度。编码器的更新因此把比特往错误的方向改。",
    binarise__twice: "比特正确，但梯度是 sigmoid 的两倍。",
    binarise__negative: "比特正确，但梯度的正负号反了：detach 用错了 p。编码器的更新因此往往会增大损失。",
    binarise__sum: "这里把概率加到了比特上：结果不是 0 或 1。请减去 `p.detach()`，让 p 只影响梯度。",
    binarise__product: "这里把比特乘以概率：logit 大于 0 时结果不是 1，其他地方没有梯度。",
    binarise__drawn: "这里按概率抽取每个比特。题目要求的比特没有随机性：logit 大于 0 时为 1。",
  },
  done: "请看 `reconstruction`：在我们用三个随机种子做的训练中，500 步之后它是 140、141 和 143。在一次编码器没有梯度的训练中，它是 160：未经训练的编码器的比特也带有图像的信息。样本由随机比特解码而来。许多样本看起来像模糊的数字，虽然损失中没有任何一项要求这一点。",
};
