# not met: V5.1-6b
# undecided: V3.6-2
# exit: 0
DELETE WHERE { ex:aftale aft:valgperiode ?x }
