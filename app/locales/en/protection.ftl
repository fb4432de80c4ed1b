# /me/protection, and the mail with a code.
protection-title = Identity protection
protection-none = There is no identity protection to take up at the moment. If that changes, we write to you.
protection-months = { $months ->
    [one] 1 month
   *[other] { $months } months
}
protection-lead = { $provider } watches for misuse of your information, free of charge for { $months }. We pay for it.
protection-terms = What to know before you sign up
protection-asks = The provider asks you for: { $what }
protection-red = { $provider } has terms you should know:
protection-red-arbitration = You agree not to go to court against the provider, but to settle a dispute before an arbitrator.
protection-red-marketing = The provider may use what you tell it for advertising. Look for the box that says no.
protection-red-renewal = When the free months are over, it can go on and cost money. Note the day and end it before then.
protection-red-card = It asks for a payment card. You need not give one for the free months.
protection-waives-nothing = Taking it costs you no rights against us. You sign nothing here.
protection-take = Give me my code
protection-take-says = You get one code. It stays on this page, and we send it to you by e-mail if we have an address.
protection-yours = Your code
protection-copy = Copy the code
protection-copied = Copied.
protection-by = Type it in at { $provider } by { $date }.
protection-go = Sign up at { $provider }
protection-trouble = It did not work
protection-why = What happened?
protection-why-refused = The provider did not take the code
protection-why-used = The provider said that it was used already
protection-why-unknown = Something else
protection-no-why = Choose what happened, so that we can put it right with the provider.
protection-again = Give me another code
protection-human = Several codes for { $provider } did not work for me.
protection-waits = All codes are taken for now. You have a place in the queue and need not do anything: we write to you by { $date }, with your code or with the day on which there will be one.
