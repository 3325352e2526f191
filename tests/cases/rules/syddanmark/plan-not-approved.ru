# not met: S4-2
# undecided:
# exit: 1
DELETE WHERE { ?x aft:godkender ex:plan-1 }
