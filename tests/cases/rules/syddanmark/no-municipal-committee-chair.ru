# not met: S2-5
# undecided:
# exit: 1
DELETE WHERE { ex:udvalgsformand aft:harRolle ?x }
