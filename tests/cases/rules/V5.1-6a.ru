# not met: V3-1 V5.1-6a
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ?x }
