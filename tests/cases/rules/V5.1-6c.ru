# not met: V5.1-6c
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:versionsnummer ?x }
