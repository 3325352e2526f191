# not met: V3-1 V7-2
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ex:kommuner } ; INSERT DATA { ex:aftale aft:harAftalepart ex:by . ex:by a aft:Kommune ; aft:iRegion ex:region . ex:land a aft:Kommune ; aft:iRegion ex:region }
