# /
home-nothing-title = No hay nada que informar
home-nothing-text = Hoy no hay ningún incidente. El día que perdamos información suya, aquí lo diremos primero.
home-list-title = Lo que tenemos que decirle
home-list-text = Cada uno tiene su propia página. Abra la que le concierne.
