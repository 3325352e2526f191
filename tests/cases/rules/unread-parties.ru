# not met: 
# undecided: V3-1 V5.1-6a V7-13 V7-15 V7-2
# exit: 0
DELETE WHERE { ex:aftale aft:harAftalepart ?x } ; DELETE WHERE { ex:l2 ?p ?o }
