# not met: V5.1-6a
# undecided: V3-1 V7-2 V7-13 V7-15
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ?x }
