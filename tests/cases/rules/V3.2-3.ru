# not met: V3.2-3
# undecided: 
# exit: 0
DELETE WHERE { ?x aft:understoetterNationaltMaal ?y }
