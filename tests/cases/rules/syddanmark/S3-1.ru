# not met:
# undecided: S3-1
# exit: 0
DELETE WHERE { ex:plo-i-styregruppen aft:harRolle ?x }
