/**
 * Sentences in place of a page whose scripts did not load, in all languages, as nothing else of it is there. `shellScript.ts` chooses one, and puts the
 * file for `FILE` and its type for `TYPE`.
 */
export const START_FAILURES = {
  opened: "ELBO Room was opened as a file, and browsers refuse its scripts there. Open it from a web server, or open the one-file page, elbo-room.html.\n页面是作为文件打开的，浏览器会拒绝其中的脚本。请从网页服务器打开，或打开单文件版 elbo-room.html。\nELBO Room se ha abierto como archivo, y los navegadores rechazan ahí sus scripts. Ábrelo desde un servidor web, o abre la página de un solo archivo, elbo-room.html.",
  missing: "ELBO Room did not load completely: its server does not have FILE at this address. Reload the page, as it may just have been updated. If that does not help, the address is wrong or lacks its last slash, or not all files were copied to the server.\n页面没有完整加载：服务器在此地址没有 FILE。页面可能刚刚更新，请重新加载。若仍无效，则地址有误或缺少末尾的斜杠，或者文件没有全部复制到服务器。\nELBO Room no se cargó por completo: su servidor no tiene FILE en esta dirección. Recarga la página, pues puede haberse actualizado. Si no sirve, la dirección es errónea o le falta la última barra, o no se copiaron todos los archivos al servidor.",
  type: "ELBO Room did not load completely: its server sends FILE as TYPE, and browsers refuse scripts of that type. Please tell whoever runs the server that it has to send scripts as text/javascript.\n页面没有完整加载：服务器以 TYPE 类型发送 FILE，浏览器拒绝这种类型的脚本。请告知服务器的管理者：脚本须以 text/javascript 类型发送。\nELBO Room no se cargó por completo: su servidor envía FILE como TYPE, y los navegadores rechazan scripts de ese tipo. Avisa a quien mantiene el servidor: debe enviar los scripts como text/javascript.",
  other: "ELBO Room did not load completely: it was updated on its server meanwhile, or the network failed. Nothing that this browser keeps is lost.\n页面没有完整加载：服务器上的页面刚刚更新，或网络中断。浏览器保留的内容没有丢失。\nELBO Room no se cargó por completo: se actualizó en su servidor o falló la red. Lo que guarda este navegador no se ha perdido.",
  reload: "Reload · 重新加载 · Recargar",
} as const;
