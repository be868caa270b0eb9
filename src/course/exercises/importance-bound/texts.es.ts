import type { ExerciseTexts } from "../texts";

export const es: ExerciseTexts = {
  task: [
    "Un autoencoder con pesos de importancia extrae K códigos para cada imagen. Cada uno tiene un peso w = p(x, z)/q(z|x). La media de K pesos es una estimación insesgada de p(x). Por eso la esperanza del logaritmo de esta media es una cota inferior de log p(x), y nunca es menos ajustada que el ELBO.",
    "Escribe `bound(log_w)`. `log_w` es [batch, K], con logaritmos en nats. Devuelve un número: la media sobre el lote de log((w₁ + … + w_K)/K).",
    "Al principio log w es menor que −500, y exp(−500) es 0 en precisión simple. El resultado debe ser correcto también si los logaritmos de los pesos están cerca de −600.",
  ],
  hints: [
    "Se promedia dos veces: sobre K dentro del logaritmo, y sobre las imágenes fuera. ¿Cómo se puede calcular una suma de exponenciales sin que todas se vuelvan 0?",
    "log Σ exp(a_k) = m + log Σ exp(a_k − m) para todo m. Si m es el mayor a_k, una exponencial es 1. Esto lo hace `torch.logsumexp(log_w, 1)`. Para la media, en lugar de la suma, se resta log K.",
    "`return (torch.logsumexp(log_w, 1) - math.log(log_w.shape[1])).mean()`",
  ],
  mistakes: {
    bound__elbo: "Esto es la media de los logaritmos de los pesos, que estima el ELBO. Toma primero la media de los pesos y después el logaritmo: así, con más muestras la cota es más ajustada.",
    bound__no_log_count: "No se resta log K: esto es el logaritmo de la suma, no de la media. Los gradientes son correctos, pero al resultado le sobra log K, y puede no ser una cota inferior.",
    bound__count_not_in_log: "El logaritmo de la suma se divide por K. La división va dentro del logaritmo, donde equivale a restar log K.",
    bound__wrong_axis: "Esto promedia pesos de imágenes distintas. K es la segunda dimensión: aplica `logsumexp` sobre la dimensión 1.",
    bound__wrong_count: "Esto resta el logaritmo del tamaño del lote. La suma tiene K pesos, así que resta log K.",
    bound__over_all: "Esto promedia los pesos de todas las imágenes y muestras antes del logaritmo. Cada imagen tiene su propio log p(x); toma la media sobre las imágenes después del logaritmo.",
    bound__underflow: "La fórmula es correcta, pero la exponencial de −600 es 0 en precisión simple, y log 0 no es finito. Usa `torch.logsumexp`.",
    bound__no_log: "Falta el logaritmo: esto es el peso medio. En precisión simple es 0 si los logaritmos de los pesos están cerca de −600, y también su gradiente.",
    bound__maximum: "Esto toma el mayor de los logaritmos. Solo se acerca al logaritmo de la suma si un peso es mucho mayor que los demás. Las demás muestras no reciben gradiente.",
    bound__maximum_of_all: "Se resta el mayor logaritmo de todo el lote. Si los logaritmos de una imagen son unos 100 menores, todos sus pesos son 0. Toma el mayor de cada fila.",
    bound__maximum_not_added: "El mayor logaritmo se resta por estabilidad, pero no se vuelve a sumar. El resultado está entonces entre −log K y 0, así que dice poco de p(x).",
    bound__first_draw: "Esto usa solo la primera muestra: la cota para K = 1, que es una estimación del ELBO.",
    bound__sum_over_batch: "Esto es la suma sobre el lote. Devuelve la media sobre las imágenes.",
    bound__per_image: "Esto devuelve un número por imagen. Devuelve su media.",
    bound__negative: "El signo está mal. El propio programa cambia el signo, así que el entrenamiento haría las imágenes menos probables.",
    bound__weighted: "Esto es la media de log w con pesos normalizados. No es la cota, y su gradiente también difiere, porque los pesos dependen de log w.",
    bound__weights_detached: "El gradiente es correcto: el de la cota es la media de los gradientes de log w con pesos normalizados. Pero el valor no es la cota.",
  },
  done: "Tras 400 pasos, la cota negativa es de unos 149 nats con K = 5. Si se entrena con la media de los logaritmos de los pesos, el ELBO, el programa acaba unos 2 nats más arriba.",
};
