# Answers of the server itself, without the page around them.
refusal-busy-title = We cannot answer right now
refusal-busy-text = Many people are here at this moment. Nothing you saved is lost. Try again in a minute.
refusal-broken-title = Something broke on our side
refusal-broken-text = It was not your doing, and what you had saved is still there. Try again in a few minutes. If you write to us, give this number: { $report }.
refusal-wrong-method-title = This address does not work that way
refusal-wrong-method-text = Go to the start page and follow the links from there.
refusal-too-slow-title = What you sent did not arrive in time
refusal-too-slow-text = The connection was slow, so nothing was changed. Go back and send it once more.
refusal-too-large-title = This is more than we can take at once
refusal-too-large-text = Nothing was changed. Go back, make the text shorter, and send it once more.
refusal-not-understood-title = We could not read what was sent
refusal-not-understood-text = Nothing was changed. Go back, load the page again, and send it once more.
refusal-other-host-title = This site has another address
refusal-other-host-text = Use the address in the message we sent you.
