not-found-title = We have no page at this address
