import type { Translation } from "../../../core/translation";
import type { looking as en } from "../en/looking";

export const looking: Translation<typeof en> = {
  plane: {
    name: "平面",
    dimensions: "两个维度",
    strongest: "变化最大的方向",
    strongestAbout: "图像变化最大的两个方向 u₁ 和 u₂，通过移动 z 并比较图像来估计",
    changes: (share) => `u₁、u₂：占全部变化的 ${share}`,
    looking: "正在比较图像……",
    components: "主成分",
    three: "通过三个编码",
    componentsAbout: "测试图像的编码变化最大的两个方向",
    threeAbout: "同时包含 A、B、C 三个编码的平面",
    reading: "正在读取编码……",
    shares: (first, second) => `PC1 ${first}，PC2 ${second}`,
    sharesTitle: (images) => `${images} 个编码的方差在各方向上所占的比例`,
    asOf: (step) => `第 ${step} 步`,
    update: "更新",
    updateTitle: "用现在的权重重新确定平面",
    slotImage: (letter) => `${letter}：测试图像`,
    slotHeld: (letter) => `${letter}：取当前位置`,
    slotNoise: (letter) => `${letter}：另取一个随机编码`,
    equal: "三个编码中有两个相同，无法确定一个平面。请换掉其中一个。",
    collinear: "三个编码在同一条直线上，无法确定一个平面。请换掉其中一个。",
    left: "z 已离开 A、B、C 所在的平面。请按“更新”返回。",
  },
  place: {
    image: "测试图像",
    noise: "随机编码",
    held: "当前位置",
    number: (name) => `${name}：测试图像编号`,
    kind: (name) => `${name}：编码的来源`,
    another: "另取一个",
    takeAgain: "重新取",
  },
};
