# not met: V3-1
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ex:kommuner } ; INSERT DATA { ex:aftale aft:harAftalepart ex:bakkeby . ex:bakkeby a aft:Kommune ; aft:iRegion ex:region . ex:soeby a aft:Kommune ; aft:iRegion ex:region }
