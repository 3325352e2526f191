# not met: V3-1
# undecided: V5.1-5 V5.5-1 V5.5-2 V7-2
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ex:kommuner } ; DELETE WHERE { ex:region aft:antalKommuner ?x }
