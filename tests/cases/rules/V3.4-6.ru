# not met: V3.4-6
# undecided: 
# exit: 0
DELETE WHERE { ex:psykiatri aft:begrundelse ?x }
