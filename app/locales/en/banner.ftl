# The banner on the company's home page, and the page of staff about it.
banner-title = Notice about your information
banner-text = We say what happened, whose information it is about, and what to do now.
banner-link = Read what happened and what to do
staff-nav-banner = Banner
staff-banner-title = A banner for your home page
staff-banner-lead = Put it where nobody misses it: at the top of your home page, and of the page where people sign in. Where the banner replaces letters, laws ask that it stands there for at least { $days } days.
staff-banner-today = Put up today, it may come down on { $day }.
staff-banner-since = If it stands there since { $first }, when this incident became public: on { $day }.
staff-banner-look = See the banner
staff-banner-frame = With a frame: copy this
staff-banner-frame-hint = Shows the newest words by itself. It carries no script and sets no cookie. Your page's content policy has to allow frames from this host.
staff-banner-plain = Without a frame: copy this
staff-banner-plain-hint = Looks like the rest of your page. If you change the incident's heading later, copy it again.
staff-banner-not-public = This incident is not public yet. As soon as it is, the banner stands here.
staff-banner-practice = This is practice: the banner says so, and does not belong on your home page.
