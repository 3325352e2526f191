# not met: S2-5
# undecided: S3-1
# exit: 1
DELETE WHERE { ex:fra-plo aft:harRolle ?x }
