"""Domains of providers that anyone can get a mailbox from; none is an administration's own.

Collected from the German providers' own offers; a domain missing here counts as own.
"""

FREEMAIL_DOMAINS: frozenset[str] = frozenset(
    """
    1und1.de alice-dsl.net aol.com aol.de arcor.de ewe.net ewetel.net freenet.de gmail.com gmx.com
    gmx.de gmx.net googlemail.com hotmail.com hotmail.de icloud.com kabelbw.de kabelmail.de live.com
    live.de magenta.de mail.de mailbox.org me.com msn.com netcologne.de nexgo.de o2online.de
    online.de onlinehome.de osnanet.de outlook.com outlook.de posteo.de proton.me protonmail.com
    t-online.de telekom.de unitybox.de versanet.de vodafone.de vodafonemail.de web.de yahoo.com
    yahoo.de
    """.split()
)
