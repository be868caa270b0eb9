/**
 * Sentences in place of a page whose scripts did not load, in all languages, as nothing else of it is there. `shellScript.ts` chooses one, and puts the
 * file for `FILE`, its type for `TYPE`, the status of the answer for `STATUS` and the directive of a policy for `DIRECTIVE`.
 */
export const START_FAILURES = {
  sandbox: "ELBO Room is shown in a sandbox without allow-same-origin, and browsers refuse its scripts there. Nothing that this browser keeps is lost. Open the page in a tab of its own, or tell whoever made the frame or runs the server.\n页面显示在没有 allow-same-origin 的沙盒中，浏览器会拒绝其中的脚本。浏览器保留的内容没有丢失。请在单独的标签页中打开，或告知框架的制作者或服务器的管理者。\nELBO Room se muestra en un sandbox sin allow-same-origin, y los navegadores rechazan ahí sus scripts. Lo que guarda este navegador no se ha perdido. Abre la página en una pestaña propia, o avisa a quien hizo el marco o mantiene el servidor.",
  policy: "ELBO Room did not load: its server’s policy (DIRECTIVE) forbids its scripts. Nothing that this browser keeps is lost. Whoever runs the server finds the policy that the page needs in content-policy.txt, beside the page.\n页面没有加载：服务器的策略（DIRECTIVE）禁止其中的脚本。浏览器保留的内容没有丢失。服务器的管理者可以在页面旁的 content-policy.txt 中找到页面所需的策略。\nELBO Room no se cargó: la política de su servidor (DIRECTIVE) prohíbe sus scripts. Lo que guarda este navegador no se ha perdido. Quien mantiene el servidor encuentra la política que necesita la página en content-policy.txt, junto a ella.",
  opened: "ELBO Room was opened as a file, and browsers refuse its scripts there. Open it from a web server, or open the one-file page, elbo-room.html.\n页面是作为文件打开的，浏览器会拒绝其中的脚本。请从网页服务器打开，或打开单文件版 elbo-room.html。\nELBO Room se ha abierto como archivo, y los navegadores rechazan ahí sus scripts. Ábrelo desde un servidor web, o abre la página de un solo archivo, elbo-room.html.",
  missing: "ELBO Room did not load completely: its server does not have FILE at this address. Reload the page, as it may just have been updated. If that does not help, the address is wrong or lacks its last slash, or not all files were copied to the server.\n页面没有完整加载：服务器在此地址没有 FILE。页面可能刚刚更新，请重新加载。若仍无效，则地址有误或缺少末尾的斜杠，或者文件没有全部复制到服务器。\nELBO Room no se cargó por completo: su servidor no tiene FILE en esta dirección. Recarga la página, pues puede haberse actualizado. Si no sirve, la dirección es errónea o le falta la última barra, o no se copiaron todos los archivos al servidor.",
  type: "ELBO Room did not load completely: its server sends FILE as TYPE, and browsers refuse scripts of that type. Please tell whoever runs the server that it has to send scripts as text/javascript.\n页面没有完整加载：服务器以 TYPE 类型发送 FILE，浏览器拒绝这种类型的脚本。请告知服务器的管理者：脚本须以 text/javascript 类型发送。\nELBO Room no se cargó por completo: su servidor envía FILE como TYPE, y los navegadores rechazan scripts de ese tipo. Avisa a quien mantiene el servidor: debe enviar los scripts como text/javascript.",
  failed: "ELBO Room did not load completely: its server failed to send FILE (error STATUS). Nothing that this browser keeps is lost. Reload the page in some minutes. If that does not help, tell whoever runs the server.\n页面没有完整加载：服务器未能发送 FILE（错误 STATUS）。浏览器保留的内容没有丢失。请过几分钟重新加载。若仍无效，请告知服务器的管理者。\nELBO Room no se cargó por completo: su servidor no pudo enviar FILE (error STATUS). Lo que guarda este navegador no se ha perdido. Recarga la página dentro de unos minutos. Si no sirve, avisa a quien mantiene el servidor.",
  other: "ELBO Room did not load completely: it was updated on its server meanwhile, or the network failed. Nothing that this browser keeps is lost.\n页面没有完整加载：服务器上的页面刚刚更新，或网络中断。浏览器保留的内容没有丢失。\nELBO Room no se cargó por completo: se actualizó en su servidor o falló la red. Lo que guarda este navegador no se ha perdido.",
  reload: "Reload · 重新加载 · Recargar",
} as const;

/**
 * The same where no script runs at all, not even the one that chooses a sentence. The page has them from the beginning, and its styles hide them for the first
 * seconds (`ui/layout/base.css`): a policy that refuses all scripts refuses the styles, too, or they become visible.
 */
export const NOT_STARTED = {
  en: "ELBO Room has not started: the browser, an extension or the policy of its server refuses its scripts. Whoever runs the server finds the policy that the page needs in content-policy.txt, beside the page.",
  "zh-CN": "页面没有启动：浏览器、扩展或服务器的策略拒绝了其中的脚本。服务器的管理者可以在页面旁的 content-policy.txt 中找到页面所需的策略。",
  es: "ELBO Room no se ha iniciado: el navegador, una extensión o la política de su servidor rechaza sus scripts. Quien mantiene el servidor encuentra la política que necesita la página en content-policy.txt, junto a ella.",
} as const;
