# not met: S2-17
# undecided:
# exit: 1
DELETE WHERE { ex:kommissorium aft:vedtagetDato ?x } ; INSERT DATA { ex:kommissorium aft:vedtagetDato "2025-05-15"^^xsd:date }
