# not met: V3-1
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ex:kommuner }
