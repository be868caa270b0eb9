import type { ExerciseTexts } from "../texts";

export const es: ExerciseTexts = {
  task: [
    "El discriminador devuelve logits, y D es su sigmoide. Las dos pérdidas de una GAN contienen `discriminator(generator(z))`. La pérdida del discriminador no debe cambiar el generador. La del generador sí debe cambiarlo.",
    "Escribe `discriminator_loss(discriminator, generator, x, z)` para imágenes reales x y ruido z: la media de −log D(x) más la media de −log(1 − D(G(z))). Tiene gradiente respecto a los parámetros del discriminador, y no respecto a los del generador.",
    "Escribe `generator_loss(discriminator, generator, z)`: la media de −log D(G(z)), con gradiente respecto a los parámetros del generador. El gradiente llega también a los parámetros del discriminador. Déjalo ahí: `d_optimiser.zero_grad()` lo borra antes del paso siguiente del discriminador.",
    "¿Importa? En este programa, `g_optimiser.zero_grad()` borra los gradientes que la pérdida del discriminador deja en el generador. Sin `detach`, PyTorch calcula estos gradientes en vano, lo que solo cuesta tiempo. En un programa que borra los gradientes una vez por paso, el generador seguiría también la pérdida del discriminador.",
  ],
  hints: [
    "El gradiente recorre hacia atrás todo lo que sirvió para calcular la pérdida. ¿Dónde debe detenerse, entre z y `discriminator_loss`, para que el discriminador aún lo reciba?",
    "`generator(z).detach()` tiene los mismos valores y ninguna historia: para el discriminador son datos, como x. En `generator_loss` no se aplica `detach` a nada. `F.softplus(-logits)` es −log D, y `F.softplus(logits)` es −log(1 − D).",
    "`fake = generator(z).detach()`, y luego `return F.softplus(-discriminator(x)).mean() + F.softplus(discriminator(fake)).mean()`. La otra es `return F.softplus(-discriminator(generator(z))).mean()`.",
  ],
  mistakes: {
    discriminator_loss__no_detach: "Los valores son correctos, pero el gradiente llega también al generador. Allí haría más fáciles de reconocer las imágenes generadas. Este programa lo borra antes del paso del generador, así que solo cuesta tiempo. Otro programa puede sumarlo al gradiente propio del generador.",
    discriminator_loss__z_detached: "Aplicar `detach` a z no sirve: z son datos, y los parámetros del generador vienen después. Aplícalo a la salida del generador.",
    discriminator_loss__output_detached: "Se aplica `detach` a la salida del discriminador en imágenes generadas, así que también falta el gradiente que le llegaría de ellas. Aprende solo de imágenes reales, y puede dar 1 para todas las imágenes. Aplica `detach` a las imágenes generadas, no a la salida.",
    discriminator_loss__all_detached: "No pasa ningún gradiente: se aplica `detach` a toda la pérdida, o esta se calcula dentro de `torch.no_grad()`. Entonces `backward()` da un error.",
    discriminator_loss__swapped: "Los gradientes llegan a la red correcta, pero las etiquetas están intercambiadas. D aprende la probabilidad de que una imagen sea generada.",
    discriminator_loss__half: "Los gradientes llegan a la red correcta, pero esto es la mitad de la pérdida: la media de los dos términos en lugar de su suma.",
    discriminator_loss__fake_only: "Falta el término de las imágenes reales. D puede dar 0 para todas las imágenes, así que no necesita distinguirlas.",
    discriminator_loss__real_detached: "Los valores son correctos, pero el término de las imágenes reales no deja pasar ningún gradiente. El discriminador aprende solo de las imágenes generadas.",
    generator_loss__detached: "Se aplica `detach` a las imágenes generadas, así que ningún gradiente llega al generador: no aprende. `detach` solo va en la pérdida del discriminador.",
    generator_loss__output_detached: "No pasa ningún gradiente: se aplica `detach` a la salida del discriminador, o esta se calcula dentro de `torch.no_grad()`. El gradiente llega al generador a través del discriminador, aunque este no se actualiza aquí.",
    generator_loss__zero_label: "Esto es −log(1 − D(G(z))). Al minimizarlo baja D(G(z)): el generador aprende a hacer imágenes que D reconoce como generadas.",
    generator_loss__saturating: "Esta es la pérdida saturante, log(1 − D(G(z))). Su derivada respecto al logit es −D(G(z)), así que el generador aprende despacio donde D está seguro de que una imagen es generada. El enunciado pide −log D(G(z)).",
    generator_loss__sign: "El signo está mal: al minimizar log D(G(z)) baja D(G(z)), y la pérdida no tiene cota inferior.",
  },
  done: "Mira `g_loss`: tras 400 pasos es algo mayor que 1, porque ambas redes aprenden. En una ejecución en que `generator_loss` aplicaba `detach` a las imágenes, valía entonces 11: solo había aprendido el discriminador.",
};
