import type { ExerciseTexts } from "../texts";

export const zhCN: ExerciseTexts = {
  task: [
    "条件 VAE 建模 p(x|y)：两个网络都以类别 y 为条件。最简单的做法是把类别接在每个网络的输入后面。",
    "请编写 `with_class(x, labels)`。`x` 的形状为 [batch, n]，`labels` 的形状为 [batch]，是 0 到 9 的整数。返回 [batch, n + 10]：先是 `x`，然后是十列，标签所在的列为 1，其余为 0。",
  ],
  hints: [
    "类别是名称，不是数量：类别 8 不是类别 4 的两倍。怎样写十个类别，才能使它们两两距离相等？",
    "独热编码：十列，标签所在的列为 1。`F.one_hot(labels, 10)` 给出整数的独热编码；`torch.cat` 沿一个维度拼接张量。",
    "`return torch.cat([x, F.one_hot(labels, 10).float()], dim=1)`",
  ],
  mistakes: {
    with_class__number: "类别作为一个数接在后面。应当是十列：用一个数表示，就意味着类别 8 离 9 比离 3 近，而从形状看，8 并不更像 9。",
    with_class__scaled_number: "类别作为一个缩放过的数接在后面。应当是十列，每个类别一列。",
    with_class__numbers: "十列都是标签的数值。只有标签所在的列为 1，其余为 0。",
    with_class__number_at_its_place: "标签所在的列是标签的数值，而不是 1。这样类别 0 没有任何 1，而类别 9 的输入最大。",
    with_class__zeros: "十列都是 0：没有用到标签。这样模型就是普通的 VAE，样本与条件类别无关。",
    with_class__ones: "十列都是 1：没有用到标签。这样模型就是普通的 VAE，样本与条件类别无关。",
    with_class__class_first: "类别在前面。题目要求先是 x，然后是类别。两种次序网络都能学会。",
    with_class__class_only: "这里只返回了类别，缺少 x。",
    with_class__x_only: "这里只返回了 x，缺少类别。",
    with_class__from_one: "类别错了一位：标签 1 对应第一列。标签从 0 开始。",
    with_class__next_class: "类别错了一位：标签 0 对应第二列。模型同样能训练，但每一列对应的是前一个类别。",
    with_class__eleven: "这里有十一列。类别为 0 到 9，所以是十列。",
    with_class__first_label: "所有图像都用了第一张的类别。每一行需要自己的标签，否则条件与图像无关。",
    with_class__counted: "类别是行号除以 10 的余数，而不是标签。批次的次序是随机的，所以它与图像无关。",
    with_class__random: "类别是随机抽取的。这样网络会学会忽略它。",
    with_class__inverted: "0 和 1 对调了：标签所在的列为 0，其余为 1。网络也能由此学习，但题目要求标签所在的列为 1。",
    with_class__no_gradient: "数值正确，但梯度不能经 `x` 传递。解码器的输入是 z，这样编码器只从 KL 学习。",
  },
  done: "400 步之后，约四分之三的样本属于所在列的类别。KL 约为 4.5 奈特：编码不必带有类别信息。",
};
