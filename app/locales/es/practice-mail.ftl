# /practice/mail and below
practice-mail-title = Correo de práctica
practice-mail-lead = Lo que se habría enviado. Se queda en esta máquina y no se escribió a nadie.
practice-mail-none = Todavía nada. Envíe un aviso o pida un código y aparecerá aquí.
practice-mail-to = Para { $address }
practice-mail-older = Mensajes anteriores
practice-mail-html = Ver con su diseño
practice-mail-all = Todos los mensajes
