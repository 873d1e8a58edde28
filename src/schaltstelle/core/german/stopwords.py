"""Words that carry no subject. All in natural spelling; they are folded where they are used."""

from schaltstelle.core.german.letters import fold

_GRAMMAR = """
der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen
und oder aber sondern denn doch sowie als wie wenn weil dass ob damit indem während bevor nachdem
in im ins an am ans auf aufs aus bei beim bis durch für gegen hinter mit nach neben ohne seit über
um unter unterm vom von vor vors wegen zu zum zur zwischen ab statt trotz per je pro laut
ich du er sie es wir ihr mich dich ihn uns euch ihnen ihm mir dir sich man
mein meine meiner meines meinem meinen dein deine deiner sein seine seiner seines seinem seinen
ihre ihrer ihres ihrem ihren unser unsere unserer unseres unserem unseren euer eure eurer
dieser diese dieses diesem diesen jener jene jenes jenem jenen jeder jede jedes jedem jeden
welcher welche welches welchem welchen alle aller alles allem allen beide beiden
ist sind war waren bin bist seid sei wäre wären gewesen hat haben habe hast habt hatte hatten hätte
wird werden werde wirst wurde wurden worden würde würden geworden
kann können könnte könnten konnte muss müssen müsste mussten soll sollen sollte sollten
darf dürfen dürfte will wollen wollte mag mögen möchte möchten lassen lässt
nicht nichts nur auch noch schon sehr mehr viel viele vieler vielen so da dann dort hier hin her
mehrere mehrerer mehreren verschiedene verschiedener
also etwa etwas eben nun mal dabei dazu davon dafür daran darauf darin daraus damit dadurch darüber
hierzu hierfür wobei wozu wodurch sonst sowohl weder noch bzw beziehungsweise usw etc ca z b d h u a
ja nein bitte danke hallo
"""

_QUESTIONS = """
wer was wann wo wohin woher warum weshalb wieso wie welche wem wen wessen wieviel womit wofür woran
"""

# They stand in questions and say nothing of the subject; in records they may mean something.
_FILLERS = """
gibt gibts geben geht gehen ginge machen macht mache tun tut brauchen braucht brauche bräuchte
benötigen benötigt benötige suchen suche sucht finden finde findet wissen weiß
fange fangen fängt anfange starte starten einführen umsetzen durchführen
bekommen bekomme bekommt kriegen kriege kriegt erhalten erhalte erhält
nutzen nutzt nutze anfangen beginnen funktioniert funktionieren klappt
info infos information informationen thema themen frage fragen
gut besser beste besten richtig einfach schnell neu neue neuen
eigentlich überhaupt genau jetzt heute bald endlich
passiert passieren geschieht heißt bedeutet lohnt hilft helfen läuft kommt kommen funktioniere
gemeinde kommune stadt ort orte dorf rathaus kommunen gemeinden städte kommunal kommunale
"""

# In a body of knowledge on digitalisation they say hardly more than that it is about that.
_LIGHT = """
digital digitale digitaler digitales digitalen online internet netz web elektronisch elektronische
elektronischer elektronisches elektronischen system systeme lösung lösungen projekt projekte
angebot angebote möglichkeit möglichkeiten regel regeln
"""

STOP_WORDS: frozenset[str] = frozenset(fold(word) for word in (_GRAMMAR + _QUESTIONS).split())
FILLERS: frozenset[str] = frozenset(fold(word) for word in _FILLERS.split())
LIGHT: frozenset[str] = frozenset(fold(word) for word in _LIGHT.split())
