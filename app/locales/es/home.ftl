home-nothing-title = No hay nada que informar
