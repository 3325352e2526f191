# not met: S5-4
# undecided:
# exit: 1
DELETE WHERE { ex:midtvejs aft:sendesTil ?x }
