import type { ExerciseTexts } from "../texts";

export const zhCN: ExerciseTexts = {
  task: [
    "判别器返回 logit，D 是它的 sigmoid。GAN 的两个损失都含有 `discriminator(generator(z))`。判别器的损失不能改变生成器。生成器的损失必须改变生成器。",
    "请编写 `discriminator_loss(discriminator, generator, x, z)`，x 是真实图像，z 是噪声：−log D(x) 的均值加上 −log(1 − D(G(z))) 的均值。它对判别器的参数有梯度，对生成器的参数没有。",
    "请编写 `generator_loss(discriminator, generator, z)`：−log D(G(z)) 的均值，对生成器的参数有梯度。梯度也会传到判别器的参数，不用去掉：`d_optimiser.zero_grad()` 会在判别器下一次更新之前删除它。",
    "这有什么影响？在这个程序里，`g_optimiser.zero_grad()` 会删除判别器的损失留在生成器里的梯度。因此没有 `detach` 时，PyTorch 白白计算了这些梯度，只是浪费时间。如果程序每步只清零一次梯度，生成器就还会跟随判别器的损失。",
  ],
  hints: [
    "梯度会沿着计算损失的全部路径返回。从 z 到 `discriminator_loss`，它必须在哪里停下，才能让判别器仍然得到梯度？",
    "`generator(z).detach()` 的数值相同，但没有计算历史：对判别器来说，它和 x 一样是数据。在 `generator_loss` 中什么都不用 detach。`F.softplus(-logits)` 是 −log D，`F.softplus(logits)` 是 −log(1 − D)。",
    "`fake = generator(z).detach()`，然后 `return F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(fake)).mean()`。另一个是 `return F.softplus(-discriminator(generator(z))).mean()`。",
  ],
  mistakes: {
    discriminator_loss__no_detach: "数值正确，但梯度也传到了生成器。在那里，它会让生成图像更容易被认出。这个程序在生成器更新之前删除它，所以只是浪费时间。在别的程序里，它可能会加到生成器自己的梯度上。",
    discriminator_loss__z_detached: "对 z 使用 detach 没有用：z 是数据，生成器的参数在它之后。请对生成器的输出使用 detach。",
    discriminator_loss__output_detached: "判别器在生成图像上的输出被 detach 了，所以判别器也得不到来自它们的梯度。它只从真实图像学习，可以对所有图像都输出 1。请对生成图像使用 detach，而不是对输出。",
    discriminator_loss__all_detached: "完全没有梯度：整个损失被 detach 了，或者是在 `torch.no_grad()` 中计算的。这样 `backward()` 会报错。",
    discriminator_loss__swapped: "梯度传到了正确的网络，但标签反了：D 学到的是图像为生成图像的概率。",
    discriminator_loss__half: "梯度传到了正确的网络，但这是损失的一半：两项的均值，而不是两项之和。",
    discriminator_loss__fake_only: "缺少真实图像那一项。D 可以对所有图像都输出 0，因此不必区分它们。",
    discriminator_loss__real_detached: "数值正确，但真实图像那一项不传递梯度。判别器只从生成的图像学习。",
    generator_loss__detached: "生成图像被 detach 了，所以梯度传不到生成器：它不会学习。`detach` 只该用在判别器的损失里。",
    generator_loss__output_detached: "完全没有梯度：判别器的输出被 detach 了，或者是在 `torch.no_grad()` 中计算的。梯度要经过判别器才能传到生成器，尽管这里不更新判别器。",
    generator_loss__zero_label: "这是 −log(1 − D(G(z)))。最小化它会降低 D(G(z))：生成器学着生成会被 D 认出是假的图像。",
    generator_loss__saturating: "这是饱和损失 log(1 − D(G(z)))。它对 logit 的导数是 −D(G(z))，所以在 D 确定图像是生成的地方，生成器学得很慢。题目要求的是 −log D(G(z))。",
    generator_loss__sign: "正负号反了：最小化 log D(G(z)) 会降低 D(G(z))，而且损失没有下界。",
  },
  done: "请看 `g_loss`：400 步之后它略大于 1，因为两个网络都在学习。在一次 `generator_loss` 也 detach 了图像的训练中，这时它是 11：只有判别器学到了东西。",
};
