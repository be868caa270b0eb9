import type { ExerciseTexts } from "../texts";

export const es: ExerciseTexts = {
  task: [
    "Este VAE tiene un prior para cada clase: una red pequeña da su media y el logaritmo de su varianza. Por eso el término KL compara dos gaussianas con medias y varianzas distintas.",
    "Escribe `kl_divergence(mu_q, log_var_q, mu_p, log_var_p)`, donde q es la gaussiana del codificador, p es el prior y `log_var` es log σ². Devuelve KL(q‖p) para cada imagen, en nats y con fórmula cerrada: un tensor de forma [batch], la suma sobre las dimensiones latentes.",
  ],
  hints: [
    "KL(q‖p) es la media de log q(z) − log p(z) sobre valores z extraídos de q. Las dimensiones son independientes, así que es una suma con un término por dimensión. ¿Cuál es este término para dos gaussianas de una dimensión?",
    "El término es ½(σ_q²/σ_p² + (μ_q − μ_p)²/σ_p² − 1 + log σ_p² − log σ_q²). La varianza de q y el cuadrado de la diferencia de medias se dividen por la varianza de p.",
    "`terms = torch.exp(log_var_q - log_var_p) + (mu_q - mu_p) ** 2 / torch.exp(log_var_p) - 1 - log_var_q + log_var_p`, y `return 0.5 * terms.sum(1)`",
  ],
  mistakes: {
    kl_divergence__reversed: "Esto es KL(p‖q): los argumentos están intercambiados. La divergencia KL no es simétrica. El ELBO contiene KL(q‖p), cuya media es sobre muestras de q.",
    kl_divergence__no_half: "Esto es el doble de la divergencia KL: falta el ½. El entrenamiento pondera entonces la KL como con β = 2.",
    kl_divergence__logs_not_halved: "Los logaritmos de las varianzas no se dividen por 2. log σ es ½ log σ², así que el ½ multiplica todas las partes de la suma. Así el entrenamiento hace σ_q demasiado grande respecto a σ_p.",
    kl_divergence__one_not_halved: "El 1 no se divide por 2, así que a cada dimensión le falta ½. Los gradientes son correctos, pero el resultado es −½ por dimensión donde q es igual a p; debe ser 0.",
    kl_divergence__mean: "Esto es la media sobre las dimensiones latentes en lugar de la suma. El entrenamiento pondera entonces la KL como con β = 1/latent.",
    kl_divergence__per_dimension: "Esto devuelve un número por dimensión. Suma sobre las dimensiones latentes: `.sum(1)`.",
    kl_divergence__sum_over_batch: "Esto suma también sobre el lote. Devuelve un número por imagen; el propio programa toma la media sobre el lote.",
    kl_divergence__mean_over_batch: "Esto ya es la media sobre el lote. Devuelve un número por imagen; el propio programa toma la media.",
    kl_divergence__mean_of_all: "Esto es la media sobre imágenes y dimensiones. Devuelve un número por imagen, la suma sobre sus dimensiones.",
    kl_divergence__log_sigma: "Esto lee `log_var` como log σ, así que sus varianzas son los cuadrados de las correctas. exp(log_var) ya es la varianza.",
    kl_divergence__no_one: "Falta el −1, así que a cada dimensión le sobra ½. Los gradientes son correctos, pero el resultado no es 0 donde q es igual a p.",
    kl_divergence__negative: "El signo está mal. Una divergencia KL nunca es negativa, y este resultado nunca es positivo. El entrenamiento haría que q y p difirieran sin límite.",
    kl_divergence__no_means: "Falta el término de las medias. Las dos gaussianas pueden estar entonces en cualquier lugar: el prior no aprende dónde están los códigos de su clase.",
    kl_divergence__distance_not_divided: "El cuadrado de la diferencia de medias no se divide por σ_p². La misma diferencia debe costar más donde p es estrecho.",
    kl_divergence__distance_by_sigma: "El cuadrado de la diferencia de medias se divide por σ_p. Debe ser por σ_p²: el cuadrado de una diferencia tiene la unidad de una varianza.",
    kl_divergence__distance_by_q: "El cuadrado de la diferencia de medias se divide por la varianza de q. Debe ser por la de p: log p(z) mide la distancia a μ_p.",
    kl_divergence__distance_not_squared: "La diferencia de medias no se eleva al cuadrado. Así el término es negativo donde μ_q es menor que μ_p, y el entrenamiento baja μ_q − μ_p sin límite.",
    kl_divergence__variance_not_divided: "La varianza de q no se divide por la de p. Esto es correcto solo si p tiene varianza 1.",
    kl_divergence__logs_reversed: "Los logaritmos de las varianzas tienen el signo contrario. Así nada impide que σ_q se acerque a 0, y la pérdida baja sin límite.",
    kl_divergence__no_log_of_p: "Falta log σ_p². Así nada impide que crezca la varianza del prior, y con un prior muy ancho las medias apenas importan.",
    kl_divergence__standard_prior: "Esto es la divergencia KL respecto a N(0, I). La media y la varianza del prior no se usan, así que el prior no recibe gradiente.",
    kl_divergence__one_draw: "Esto estima la KL con una muestra: log q(z) − log p(z). En promedio es correcto, pero tiene ruido y puede ser negativo. Para dos gaussianas hay una fórmula cerrada.",
    kl_divergence__prior_detached: "Los valores son correctos, pero ningún gradiente llega a `mu_p` ni a `log_var_p`. Así el prior se queda como se inicializó.",
  },
  done: "Tras 400 pasos la KL es de unos 3.5 nats. En entre un tercio y la mitad de las muestras se ve la clase de su columna; con un solo prior para todas las clases, se vería en una de cada diez.",
};
