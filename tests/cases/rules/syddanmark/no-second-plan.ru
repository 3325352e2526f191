# not met: S4-4
# undecided:
# exit: 1
DELETE WHERE { ex:plan-2 aft:vedroerer ?x }
