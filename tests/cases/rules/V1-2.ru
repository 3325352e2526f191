# not met: V1-2
# undecided: 
# exit: 1
DELETE WHERE { ex:syd aft:harHospital ?x }
