# Around every page.
chrome-skip = Skip to content
chrome-other-language = Español
chrome-practice = Practice. Nothing here is real, and nothing here reaches anyone.
chrome-genuine = Is this message from us?
chrome-subscribe = Updates by e-mail
chrome-help = Help
chrome-privacy = Privacy
chrome-accessibility = Accessibility
chrome-no-rights = Using this site costs you no rights.
chrome-sign-out = Sign out
