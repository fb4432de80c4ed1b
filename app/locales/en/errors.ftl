not-found-title = We have no page at this address
not-found-text = It was typed or copied with a slip, or the page has moved. Nothing of yours is lost.
not-found-home = Go to the front page
not-found-help = Ask a person
