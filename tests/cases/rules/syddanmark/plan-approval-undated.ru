# not met:
# undecided: S4-2
# exit: 0
DELETE WHERE { ex:plan-1 aft:vedtagetDato ?x }
