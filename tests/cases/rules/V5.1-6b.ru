# not met: V5.1-6b
# undecided: 
# exit: 0
DELETE WHERE { ex:aftale aft:valgperiode ?x }
