/** Words of languages that the page does not have, for terms of the glossary: with them a reader finds the term. */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  "learning rate η": ["Lernrate", "Schrittweite", "taux d’apprentissage", "taxa de aprendizado", "学習率", "학습률"],
  batch: ["Stapel", "lot", "lote", "ミニバッチ", "배치"],
  "latent space": ["latenter Raum", "espace latent", "espaço latente", "潜在空間", "잠재 공간"],
  discriminator: ["Diskriminator", "discriminateur", "判別器", "판별자"],
  "KL divergence": ["KL-Divergenz", "divergence de Kullback-Leibler", "KLダイバージェンス", "쿨백-라이블러 발산"],
  "generated sample": ["Stichprobe", "échantillon", "amostra", "生成サンプル"],
  reconstruction: ["Rekonstruktion", "reconstruction", "reconstrução", "再構成"],
  "mode collapse": ["Moduskollaps", "effondrement de modes", "モード崩壊"],
  "posterior collapse": ["Posterior-Kollaps", "effondrement du postérieur"],
};
