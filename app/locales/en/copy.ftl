# A copy of the public pages (candor export-site)
copy-band = This is a copy of { $time }. Nothing can be typed in here.
copy-reach = How to reach us
copy-title = How to reach us
copy-lead = Our site is away, and this is a copy of its pages. What you wanted to do needs the site itself. You can reach a person now:
copy-post = By post:
copy-codes = Keep your letter and your code. They work again as soon as the site is back. Nobody from us will ask you for the code by telephone or by mail.
copy-back = What we know
