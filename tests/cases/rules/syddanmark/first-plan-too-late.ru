# not met: S4-1 S4-4
# undecided:
# exit: 1
DELETE WHERE { ex:plan-1 aft:aftaleperiodeFra ?x } ; INSERT DATA { ex:plan-1 aft:aftaleperiodeFra "2025"^^xsd:gYear }
