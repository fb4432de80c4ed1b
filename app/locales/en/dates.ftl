# A point in time anywhere on a page: "9 March 2031, 14:20 EST".
date-moment = { $date }, { $hour } { $zone }
date-hour = { $hour } { $zone }
date-zone-eastern = { $short }
date-zone-central = { $short }
date-zone-mountain = { $short }
date-zone-pacific = { $short }
