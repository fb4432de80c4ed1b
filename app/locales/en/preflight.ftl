# What is looked at before mail goes out to many people.
preflight-spf = Who may send for us (SPF)
preflight-dkim = Signature (DKIM)
preflight-dmarc = What receivers do with fakes (DMARC)
preflight-reverse = Name of the sending machine (reverse DNS)
preflight-ok = good
preflight-warn = could be better
preflight-block = put this right first

preflight-spf-covers = { $domain } says that { $address } may send its mail.
preflight-spf-there = { $domain } says who may send its mail. We do not know which machines send ours, so we cannot tell whether they are named.
preflight-spf-none = { $domain } does not say who may send its mail.
preflight-spf-several = { $domain } has more than one record that says who may send. Receivers then believe none of them.
preflight-spf-broken = { $domain } has a record that says who may send, and receivers cannot read it or give up on it.
preflight-spf-refuses = { $domain } says that { $address } may not send its mail.
preflight-spf-doubts = { $domain } does not name { $address } among those who may send its mail.
preflight-spf-unclear = { $domain } decides by the message who may send. Nothing else in the record names { $address }.
preflight-dkim-matches = The record { $name } has the key that signs our mail.
preflight-dkim-missing = There is no record { $name }, so nobody can check our signature.
preflight-dkim-other = The record { $name } has another key than the one that signs our mail.
preflight-dkim-not-ours = We do not sign our mail. The relay has to.
preflight-dmarc-aligned = { $domain } tells receivers to turn fakes away, and our mail passes.
preflight-dmarc-loose = Our mail passes. { $domain } tells receivers to let fakes through as well.
preflight-dmarc-none = { $domain } does not tell receivers what to do with fakes. Large receivers want that from whoever writes to many people.
preflight-dmarc-broken = { $domain } has a rule for fakes that receivers cannot read.
preflight-dmarc-unaligned = Our mail would count as fake. The rule of { $domain } wants mail that is sent or signed by that domain. Ours is sent by { $sender }.
preflight-reverse-matches = { $address } is named { $name }, and that name leads back to it.
preflight-reverse-none = { $address } has no name. Many receivers turn such machines away.
preflight-reverse-other = { $address } is named { $name }, but that name does not lead back to it. Many receivers turn such machines away.
preflight-sender-unknown = We do not know which machines send our mail, so we cannot look at their names.
preflight-not-looked = No name server answered, so we could not look.

preflight-do-addresses = Ask whoever runs the relay for its addresses, and set mail_addresses.
preflight-do-spf-none = Add a TXT record to { $domain } that begins with v=spf1 and names the relay. Whoever runs the relay knows the words.
preflight-do-spf-several = Put the records of { $domain } that begin with v=spf1 together into one.
preflight-do-spf-broken = Look at the record of { $domain } that begins with v=spf1. It may ask for at most ten other names.
preflight-do-spf-add = Add { $address } to the record of { $domain } that begins with v=spf1.
preflight-do-dkim = Give { $name } one TXT record, in one line: { $record }
preflight-do-dkim-not-ours = Make sure that the relay signs with the domain of our address. Or make a key here: candor mail dkim-key
preflight-do-dmarc = Add one TXT record to _dmarc.{ $domain }, for example: v=DMARC1; p=quarantine
preflight-do-dmarc-loose = When all mail of { $domain } passes, change p=none to p=quarantine in the record of _dmarc.{ $domain }.
preflight-do-dmarc-unaligned = Set bounce_address to an address below { $domain }, or sign with a key of { $domain }: candor mail dkim-key
preflight-do-reverse = Ask whoever runs { $address } to give it a name that leads back to it.
preflight-do-not-looked = Try again in a few minutes. If it stays like this, look at the setting resolver.
