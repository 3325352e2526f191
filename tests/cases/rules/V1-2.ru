# not met: 
# undecided: V1-2
# exit: 0
DELETE WHERE { ex:syd aft:harHospital ?x }
