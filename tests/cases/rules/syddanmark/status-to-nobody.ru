# not met: S5-1 S5-2
# undecided:
# exit: 1
DELETE WHERE { ex:aarlig aft:forelaeggesFor ?x }
