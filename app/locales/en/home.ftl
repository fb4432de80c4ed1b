home-nothing-title = Nothing to report
