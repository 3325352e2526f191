# not met:
# undecided: V3.2-6
# exit: 0
DELETE WHERE { ex:trivsel aft:harIndikator ?x }
