# not met: S2-3
# undecided:
# exit: 1
DELETE WHERE { ex:fra-regionsraadet aft:harRolle ?x }
