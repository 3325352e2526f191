# not met:
# undecided: S2-3 S2-4 S2-5
# exit: 0
DELETE WHERE { ex:fra-regionsraadet aft:antal ?x }
