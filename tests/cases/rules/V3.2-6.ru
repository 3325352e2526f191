# not met: V3.2-6
# undecided: 
# exit: 0
DELETE WHERE { ex:trivsel aft:harIndikator ?x }
