# Feeds: /feed.atom, /feed.json, /incidents/{slug}/feed.atom, /incidents/{slug}/feed.json
feed-all-title = Todo lo que tenemos que decirle
feed-incident = Incidente
feed-incident-title = Actualizaciones de este incidente
feed-practice = Ensayo, nada de esto es real: { $title }
