# /incidents/{slug}/claims y su interruptor.
scorecard-title = Cómo van las reclamaciones
scorecard-lead = Lo que la gente nos ha pedido por este incidente y qué resultó.
scorecard-link = Cómo van las reclamaciones, en números
scorecard-as-of = Al { $time }. Los números se cuentan de nuevo cada día.
scorecard-few = Hasta ahora llegaron menos de { $fewest } reclamaciones. Mostramos números cuando haya más, para que nadie pueda ser reconocido.
scorecard-received = Recibidas
scorecard-waiting = En revisión
scorecard-granted = Aprobadas, del todo o en parte
scorecard-paid = Pagadas
scorecard-refused = No aprobadas
scorecard-paid-out = Pagado en total
scorecard-median = La mitad se decidió en
scorecard-days = { $days ->
    [one] 1 día
   *[other] { $days } días
}
scorecard-show = Mostrarlo a todos
scorecard-show-says = Desde entonces todos pueden ver cuántas reclamaciones se recibieron, aprobaron, pagaron y rechazaron, cuánto se pagó y cuánto tardó la mitad de las decisiones. No se nombra a nadie, y con menos de diez reclamaciones no se muestra ningún número. La página del incidente lleva a ella.
scorecard-hide = Quitarlo
scorecard-hide-says = Todos pueden ver cómo van las reclamaciones. Si se quita, desaparecen la página y el enlace.
