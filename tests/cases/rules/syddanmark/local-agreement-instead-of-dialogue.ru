# not met:
# undecided:
# exit: 0
DELETE WHERE { ex:dialog aft:vedroerer ?x } ; INSERT DATA { ex:lokalaftale a aft:Lokalaftale ; aft:vedroerer ex:samarbejdsaftale }
