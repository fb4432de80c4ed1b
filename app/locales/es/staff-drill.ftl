# La hoja de resultados de una práctica.
staff-drill-title = Práctica
staff-drill-told = Se avisó a { $told } de { $people } personas de la lista de práctica. Nada llegó a nadie.
staff-drill-step = Paso
staff-drill-reached = Tras descubrirlo
staff-drill-goal = Meta
staff-drill-done = A tiempo
staff-drill-yes = Sí
staff-drill-no = No
staff-drill-not-reached = No se alcanzó
staff-drill-seconds = { $seconds } s
staff-drill-opened = Incidente abierto con la primera declaración
staff-drill-first-word = Primera palabra pública, aprobada por otra persona
staff-drill-list-read = Lista leída por la importación
staff-drill-list-accepted = Lista aceptada por otra persona
staff-drill-notice-begun = Aviso empezado
staff-drill-everybody-told = Todas las personas avisadas
staff-drill-page-opened = Una persona abrió su página con un código
