# not met: S2-13
# undecided: S2-17
# exit: 1
DELETE WHERE { ex:tovholderfunktion aft:harRolle ?x } ; DELETE WHERE { ex:arbejdsgruppe aft:vedroerer ?x }
