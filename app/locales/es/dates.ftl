# Un momento en cualquier página: «9 de marzo de 2031, 14:20 (hora del este)».
date-moment = { $date }, { $hour } { $zone }
date-hour = { $hour } { $zone }
date-zone-eastern = (hora del este, { $short })
date-zone-central = (hora del centro, { $short })
date-zone-mountain = (hora de la montaña, { $short })
date-zone-pacific = (hora del Pacífico, { $short })
