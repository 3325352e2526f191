# not met: V2-4
# undecided: 
# exit: 0
DELETE WHERE { ex:udvalg aft:ansvarligFor ?x }
