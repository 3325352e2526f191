# not met: V3-1 V5.1-6a V7-2
# undecided: V7-13 V7-15
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ?x }
