# /
home-nothing-title = Nothing to report
home-nothing-text = There is no incident today. Should we ever lose information that is yours, this is where we will say so first.
home-list-title = What we have to tell you
home-list-text = Each of these has its own page. Open the one that concerns you.
