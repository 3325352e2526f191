# not met: V7-13
# undecided: 
# exit: 0
INSERT DATA { ex:aftale aft:harAftalepart ex:fysioterapeuter . ex:fysioterapeuter a aft:OevrigPraksis }
