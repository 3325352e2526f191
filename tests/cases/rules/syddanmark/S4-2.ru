# not met: S4-2
# undecided:
# exit: 1
DELETE WHERE { ex:plan-1 aft:vedtagetDato ?x } ; INSERT DATA { ex:plan-1 aft:vedtagetDato "2024-02-02"^^xsd:date }
