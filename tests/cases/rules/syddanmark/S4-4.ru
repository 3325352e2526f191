# not met: S4-4
# undecided:
# exit: 1
DELETE WHERE { ex:plan-2 aft:aftaleperiodeFra ?x } ; INSERT DATA { ex:plan-2 aft:aftaleperiodeFra "2027"^^xsd:gYear }
