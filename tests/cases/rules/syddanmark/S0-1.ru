# not met:
# undecided: S0-1
# exit: 0
DELETE WHERE { ex:dialog aft:vedroerer ex:samarbejdsaftale }
