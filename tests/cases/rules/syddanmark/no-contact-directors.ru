# not met: S2-12
# undecided:
# exit: 1
DELETE WHERE { ex:tovholderfunktion aft:harSammensaetning ex:kontaktdirektoerer }
