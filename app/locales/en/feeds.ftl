# Feeds: /feed.atom, /feed.json, /incidents/{slug}/feed.atom, /incidents/{slug}/feed.json
feed-all-title = Everything we have to tell you
feed-incident = Incident
feed-incident-title = Updates on this incident
feed-practice = Practice, nothing here is real: { $title }
