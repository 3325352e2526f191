# not met:
# undecided: S0-1
# exit: 0
DELETE WHERE { ex:samarbejdsaftale aft:forpligter ?x }
