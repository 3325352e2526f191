# not met: S2-11
# undecided:
# exit: 0
INSERT DATA { ex:arbejdsgruppe aft:harSammensaetning ex:kontaktdirektoerer }
