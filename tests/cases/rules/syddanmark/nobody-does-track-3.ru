# not met: S2-18
# undecided: S2-17
# exit: 1
DELETE WHERE { ex:arbejdsgruppe aft:udfoerer ?x }
