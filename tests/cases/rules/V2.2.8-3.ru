# not met: V2.2.8-3
# undecided: 
# exit: 1
DELETE WHERE { ex:udvalg aft:inddrager ?x }
