import type { ExerciseTexts } from "../texts";

export const es: ExerciseTexts = {
  task: [
    "El codificador da `mu` y `log_var` para cada imagen: μ y log σ², el logaritmo de la varianza. El decodificador necesita un código por imagen, extraído de N(μ, σ²).",
    "Escribe `reparameterise(mu, log_var)`. Devuelve una muestra de forma [batch, latent] que deja pasar los gradientes a `mu` y `log_var`.",
  ],
  hints: [
    "Una muestra de N(μ, σ²) es una función de μ, de σ y de un ruido que no depende de ellas. ¿Qué función es?",
    "z = μ + σ ⊙ ε con ε de N(0, I), un número por imagen y dimensión latente. `torch.randn_like` extrae ε. El codificador da log σ², así que σ = exp(½ log σ²).",
    "`return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)`",
  ],
  mistakes: {
    reparameterise__no_noise: "Esto devuelve la media: no se extrae nada. El modelo es entonces un autoencoder con una penalización de μ². El decodificador no ve ruido, así que σ no influye en la reconstrucción.",
    reparameterise__variance_for_sigma: "Esto multiplica el ruido por σ² en lugar de σ. `log_var` es el logaritmo de la varianza; la desviación típica es la raíz cuadrada de la varianza.",
    reparameterise__half_variance: "El ruido se multiplica por la mitad de la varianza. Divide `log_var` por 2 antes de `exp`: exp(0.5 · log σ²) = σ.",
    reparameterise__log_for_sigma: "Esto multiplica el ruido por log σ². Aplica antes la exponencial: una desviación típica es positiva.",
    reparameterise__half_log_for_sigma: "Esto multiplica el ruido por log σ. Aplica antes la exponencial: una desviación típica es positiva.",
    reparameterise__root_of_log: "Esto toma la raíz de log σ², que no está definida donde log σ² es negativo. La desviación típica es exp(½ log σ²).",
    reparameterise__inverse_sigma: "Esto multiplica el ruido por 1/σ: en el exponente sobra un signo menos.",
    reparameterise__one_for_all: "Aquí todas las imágenes del lote comparten el mismo ε. Cada imagen necesita su propio ruido: `torch.randn_like(mu)` extrae [batch, latent] números.",
    reparameterise__one_per_image: "Aquí todas las dimensiones latentes de una imagen comparten el mismo número, así que las dimensiones de una muestra están correlacionadas. `torch.randn_like(mu)` extrae uno por dimensión.",
    reparameterise__uniform_noise: "Aquí el ruido es uniforme en [0, 1): su media es ½. `randn` extrae de N(0, 1).",
    reparameterise__no_mean: "Falta la media: esto extrae de N(0, σ²), así que el código lleva información sobre la imagen solo a través de σ.",
    reparameterise__no_scale: "Falta la desviación típica: esto extrae de N(μ, 1), así que el codificador no puede elegir la precisión de un código.",
    reparameterise__mean_scaled: "También la media se multiplica por σ. Multiplica solo el ruido: μ + σ ⊙ ε.",
    reparameterise__no_gradient: "Los valores son correctos, pero ningún gradiente llega a `mu` ni a `log_var`: la muestra no tiene grafo, como con `sample()` o `torch.no_grad()`. Así el codificador solo aprende de la KL.",
    reparameterise__mean_detached: "Los valores son correctos, pero ningún gradiente llega a `mu`, porque se le aplica `detach`. Así el codificador aprende las medias solo a partir de la KL.",
    reparameterise__sigma_detached: "Los valores son correctos, pero ningún gradiente llega a `log_var`, porque se aplica `detach` a σ. Así el codificador aprende σ solo a partir de la KL.",
    reparameterise__arguments_swapped: "`mu` y `log_var` están intercambiados: esto extrae de una gaussiana con media log σ² y varianza exp(μ).",
  },
  done: "Mira la KL: sube en los primeros pasos, cuando los códigos empiezan a llevar información. Tras 400 pasos es de unos 5.4 nats.",
};
