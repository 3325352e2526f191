# not met:
# undecided: S2-11
# exit: 0
DELETE WHERE { ex:arbejdsgruppe aft:harSammensaetning ?x }
